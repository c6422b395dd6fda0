// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexeme.Kind;
import policy.dsl.parse.Lexemes;
import policy.lsp.words.Attributes;

/// What can stand next within the braces of a rule.
final class RuleWords {

    private static final List<String> TRANSFORMS = List.of("redact", "hash", "tokenise", "partial");
    private static final List<String> REVIEWERS = List.of("group", "owner");
    private static final Set<String> ENDING = Set.of("required", "once", "durable", "true", "false");

    private final Situation situation;
    private final Known known;
    private final Conditions conditions;

    RuleWords(Situation situation, Known known) {
        this.situation = situation;
        this.known = known;
        this.conditions = new Conditions(situation, known);
    }

    Stream<Proposal> next() {
        boolean outermost = situation.brackets().size() == 1;
        if (situation.clause().isEmpty() || (outermost && situation.startsLine() && isComplete())) {
            Stream<Proposal> goingOn = isCondition() ? conditions.next() : within();
            return Stream.concat(clauses(), situation.clause().isEmpty() ? Stream.of() : goingOn);
        }
        return isCondition() ? conditions.next() : within();
    }

    private boolean isCondition() {
        return situation.clauseWord().equals("when") || situation.clauseWord().equals("unless");
    }

    private Stream<Proposal> clauses() {
        return Lexemes.clausesOf(situation.declaration()).stream().map(word -> Proposal.of(Proposal.Kind.CLAUSE, word));
    }

    /// Whether what stands before may be the end of its clause.
    private boolean isComplete() {
        return situation.last().map(RuleWords::mayEnd).orElse(true);
    }

    private static boolean mayEnd(Lexeme last) {
        return switch (last.kind()) {
            case NAME, TEXT, NUMBER -> true;
            case SIGN -> last.is(")") || last.is("]") || last.is("}") || last.is("{");
            case KEYWORD, CLAUSE -> ENDING.contains(last.text());
            case DECLARATION, COMMENT -> false;
        };
    }

    private Stream<Proposal> within() {
        String last = situation.word(1);
        return switch (situation.clauseWord()) {
            case "find", "column", "field", "header" -> hidden(last);
            case "ask" ->
                switch (last) {
                    case "of" -> words(REVIEWERS);
                    case ")" -> words(List.of("then"));
                    default -> behindNumber("of");
                };
            case "escalate" ->
                switch (last) {
                    case "escalate" -> words(List.of("after"));
                    case "to" -> words(REVIEWERS);
                    default -> behindNumber("to");
                };
            case "break_glass" ->
                switch (last) {
                    case "break_glass", "review" -> words(List.of("by"));
                    case "by" -> words(REVIEWERS);
                    case ")" -> words(List.of("review", "within"));
                    default -> Stream.of();
                };
            case "at" -> limit(last);
            default -> terms(last);
        };
    }

    private Stream<Proposal> terms(String last) {
        return switch (situation.clauseWord() + " " + last) {
            case "reason reason" -> words(List.of("required"));
            case "grant grant" -> words(List.of("once", "for"));
            case "grant of" -> words(List.of("same_statement", "same_shape", "same_session"));
            case "channel channel" -> words(List.of("at least"));
            case "channel at" -> words(List.of("least"));
            case "channel least" -> words(List.of("chat", "sso", "webauthn"));
            case "keep keep" -> words(List.of("decision", "full", "raw"));
            case "keep decision", "keep full", "keep raw" -> words(List.of("for"));
            default -> situation.clauseWord().equals("grant") ? behindNumber("of") : Stream.of();
        };
    }

    private Stream<Proposal> hidden(String last) {
        if (last.equals("as")) {
            return words(TRANSFORMS);
        }
        if (last.equals("find") || (last.equals(",") && situation.clauseWord().equals("find"))) {
            return known.entities();
        }
        return situation.last().stream()
                .filter(one -> one.kind() == Kind.NAME || one.kind() == Kind.TEXT)
                .flatMap(_ -> words(List.of("as")));
    }

    private Stream<Proposal> limit(String last) {
        boolean rate = situation.word(2).equals("per");
        return switch (last) {
            case "at" -> words(List.of("most"));
            case "by", "," ->
                new Attributes(known.vocabulary(), situation.protocol())
                        .all().stream().map(Proposal::of);
            case "requests", "tokens", "bytes" -> words(List.of("per"));
            default -> rate ? behindNumber("by") : behindNumber("requests", "tokens", "bytes");
        };
    }

    private Stream<Proposal> behindNumber(String... words) {
        return situation.last().stream()
                .filter(one -> one.kind() == Kind.NUMBER)
                .flatMap(_ -> words(List.of(words)));
    }

    private static Stream<Proposal> words(List<String> words) {
        return words.stream().map(word -> Proposal.of(Proposal.Kind.WORD, word));
    }
}
