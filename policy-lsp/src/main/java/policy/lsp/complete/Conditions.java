// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexeme.Kind;
import policy.lsp.words.Attributes;
import policy.lsp.words.Phrase;
import policy.lsp.words.Types;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// What can stand next in a condition.
final class Conditions {

    private static final Set<String> COMPARING = Set.of(
            "==", "!=", "<", "<=", ">", ">=", "in", "contains", "intersects", "with", "like", "matches", "finds");
    private static final Set<String> QUOTED = Set.of("with", "like", "matches");

    private final Situation situation;
    private final Known known;
    private final Attributes attributes;

    Conditions(Situation situation, Known known) {
        this.situation = situation;
        this.known = known;
        this.attributes = new Attributes(known.vocabulary(), situation.protocol());
    }

    Stream<Proposal> next() {
        return isBehindOperand() ? operators() : operand();
    }

    /// Whether a value or a condition has just ended.
    boolean isBehindOperand() {
        return situation.last().map(Conditions::endsOperand).orElse(false);
    }

    private static boolean endsOperand(Lexeme last) {
        return switch (last.kind()) {
            case NAME, TEXT, NUMBER -> true;
            case KEYWORD -> last.is("true") || last.is("false");
            case SIGN -> last.is(")") || last.is("]") || last.is("}");
            case DECLARATION, CLAUSE, COMMENT -> false;
        };
    }

    private Stream<Proposal> operators() {
        if (isQuantified()) {
            return Stream.of(Proposal.of(Proposal.Kind.KEYWORD, "in"));
        }
        Stream<String> comparing = left(situation.before().size())
                .filter(_ -> !comparesAt(situation.before().size() - 2))
                .map(name -> attributes.of(name.text()).map(Types::operators).orElse(Types.ALL))
                .orElse(List.of())
                .stream();
        return Stream.concat(
                comparing.map(word -> Proposal.of(Proposal.Kind.OPERATOR, word)),
                Stream.of("and", "or").map(word -> Proposal.of(Proposal.Kind.KEYWORD, word)));
    }

    /// Behind the name that a quantifier gives an item.
    private boolean isQuantified() {
        return List.of("some", "every").contains(situation.word(2));
    }

    private boolean comparesAt(int i) {
        return i >= 0 && COMPARING.contains(situation.before().get(i).text());
    }

    /// The name that ends before an index: itself, or what brackets right behind it belong to.
    private Optional<Lexeme> left(int end) {
        int i = end - 1;
        while (i > 1
                && situation.before().get(i).is("]")
                && situation.before().get(i - 2).is("[")) {
            i -= 3;
        }
        return i >= 0 && situation.before().get(i).kind() == Kind.NAME
                ? Optional.of(situation.before().get(i))
                : Optional.empty();
    }

    private Stream<Proposal> operand() {
        int operator = operator();
        if (operator >= 0) {
            String word = situation.before().get(operator).text();
            int before = situation.before().get(Math.max(0, operator - 1)).is("not") ? operator - 1 : operator;
            return compared(word, left(before).map(Lexeme::text).orElse(""));
        }
        if (situation.word(1).equals("has")) {
            return attributes.all().stream().filter(Conditions::mayBeMissing).map(Proposal::of);
        }
        return Stream.of(
                        locals(),
                        attributes.all().stream().map(Proposal::of),
                        Stream.of(subject()),
                        known.values(),
                        Stream.of("not", "has", "some", "every").map(w -> Proposal.of(Proposal.Kind.KEYWORD, w)))
                .flatMap(all -> all);
    }

    private static boolean mayBeMissing(Attribute attribute) {
        return attribute.presence() == Attribute.Presence.OPTIONAL || attribute.type() instanceof Type.Open;
    }

    /// The index of the comparing operator whose right side is being written; -1 if there is none.
    private int operator() {
        int last = situation.before().size() - 1;
        boolean listed = situation.within("[");
        int at = listed ? situation.brackets().getLast() - 1 : last;
        return comparesAt(at) && (listed || at == last) ? at : -1;
    }

    private Stream<Proposal> compared(String operator, String left) {
        if (operator.equals("finds")) {
            return Stream.concat(known.entities(), known.values());
        }
        if (left.equals("subject")) {
            return Stream.concat(Stream.of(Proposal.of(Proposal.Kind.WORD, "group")), known.values());
        }
        if (QUOTED.contains(operator)) {
            return Stream.concat(locals(), known.values());
        }
        Stream<Proposal> words =
                attributes.of(left).map(attribute -> words(attribute.type())).orElse(Stream.of());
        return Stream.of(words, locals(), known.values()).flatMap(all -> all);
    }

    private static Stream<Proposal> words(Type type) {
        return switch (type) {
            case Type.Choice(String name, List<String> words) ->
                words.stream().map(word -> Proposal.of(Proposal.Kind.WORD, word, name));
            case Type.ListOf(Type element) -> words(element);
            case Type.Bool _ -> Stream.of("true", "false").map(word -> Proposal.of(Proposal.Kind.WORD, word));
            case Type.Time _ ->
                Stream.of(
                        pattern("mon..fri 09:00..17:00 in \"UTC\"", "${1:mon..fri} ${2:09:00..17:00} in \"${3:UTC}\""));
            case Type.Address _ -> Stream.of(pattern("\"10.0.0.0/8\"", "\"${1:10.0.0.0/8}\""));
            case Type.Duration _ -> Stream.of(pattern("8h", "${1:8h}"));
            case Type.Size _ -> Stream.of(pattern("4MiB", "${1:4MiB}"));
            case Type.Text _, Type.Int _, Type.Open _ -> Stream.of();
        };
    }

    private static Proposal pattern(String label, String pattern) {
        return Proposal.of(Proposal.Kind.WORD, new Phrase(label, pattern, ""));
    }

    private static Proposal subject() {
        return Proposal.of(
                Proposal.Kind.ATTRIBUTE,
                new Phrase("subject in group", "subject in group(\"$1\")", "Whether the caller is in a group."));
    }

    private Stream<Proposal> locals() {
        return situation.locals().stream().map(name -> Proposal.of(Proposal.Kind.LOCAL, name, "of this declaration"));
    }
}
