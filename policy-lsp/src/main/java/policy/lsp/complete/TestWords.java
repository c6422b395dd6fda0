// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.stream.Stream;
import policy.lsp.complete.Proposal.Kind;
import policy.lsp.words.Attributes;
import policy.lsp.words.Phrase;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// What can stand next within the braces of a test.
final class TestWords {

    private static final List<String> SUBJECT = List.of("id", "kind", "issuer", "name", "groups", "acts_for");
    private static final List<String> RESOURCE = List.of("name", "env");
    private static final List<String> CONTEXT = List.of("time", "address", "token_age");
    private static final List<String> OUTCOMES =
            List.of("allow", "deny", "approve", "mask", "limit", "record", "observe");

    private final Situation situation;
    private final Known known;

    TestWords(Situation situation, Known known) {
        this.situation = situation;
        this.known = known;
    }

    Stream<Proposal> next() {
        if (situation.brackets().size() > 1) {
            return situation.within("{") ? field() : values();
        }
        if (situation.clauseWord().equals("expect") && !situation.startsLine()) {
            return expectation();
        }
        return parts();
    }

    private Stream<Proposal> parts() {
        Stream<Proposal> common = Stream.of(
                        new Phrase("subject", "subject  { id: \"$1\" }", "Who asks."),
                        new Phrase("resource", "resource { name: \"$1\", env: prod }", "What for."),
                        new Phrase("context", "context  { time: \"$1\" }", "When, from where, with how old a token."),
                        new Phrase("answer", "answer   \"$1\"", "What comes back, for `masked`."))
                .map(phrase -> Proposal.of(Kind.CLAUSE, phrase));
        Stream<Proposal> samples = known.vocabulary().schemas().stream()
                .map(schema -> new Proposal(
                        Kind.PROTOCOL, schema.protocol(), "sample", schema.doc(), schema.protocol() + " { $1 }"));
        return Stream.of(common, samples, Stream.of(Proposal.of(Kind.CLAUSE, "expect")))
                .flatMap(all -> all);
    }

    private Stream<Proposal> expectation() {
        String last = situation.word(1);
        return switch (last) {
            case "expect", "," ->
                Stream.concat(OUTCOMES.stream(), Stream.of("no", "masked")).map(TestWords::outcome);
            case "no" -> Stream.of("mask", "limit", "record", "observe").map(TestWords::outcome);
            case "by" -> known.rules(situation.word(2));
            default ->
                OUTCOMES.contains(last)
                        ? Stream.of(word("by"), Proposal.of(Kind.WORD, new Phrase("because", "because \"$1\"", "")))
                        : Stream.of();
        };
    }

    private static Proposal outcome(String word) {
        return OUTCOMES.contains(word) ? word(word) : Proposal.of(Kind.WORD, word);
    }

    private static Proposal word(String word) {
        return Proposal.of(Kind.WORD, word, "");
    }

    /// A field's name, or what follows its colon.
    private Stream<Proposal> field() {
        if (situation.word(1).equals(":")) {
            String attribute = part() + "." + situation.word(2);
            return Stream.concat(
                    new Attributes(known.vocabulary(), java.util.Optional.empty())
                            .of(attribute).map(Attribute::type).stream().flatMap(TestWords::words),
                    values());
        }
        List<String> fields = switch (part()) {
            case "subject" -> SUBJECT;
            case "resource" -> RESOURCE;
            case "context" -> CONTEXT;
            case String other -> Samples.fields(other);
        };
        return fields.stream().map(name -> Proposal.of(Kind.WORD, new Phrase(name, name + ": ", "")));
    }

    /// The part around the cursor: `subject`, a protocol; whom one acts for is a subject again.
    private String part() {
        return situation.opener(situation.brackets().get(1));
    }

    private static Stream<Proposal> words(Type type) {
        return switch (type) {
            case Type.Choice(String name, List<String> words) ->
                words.stream().map(word -> Proposal.of(Kind.WORD, word, name));
            case Type.Bool _ -> Stream.of("true", "false").map(TestWords::word);
            case Type.Text _,
                    Type.Int _,
                    Type.ListOf _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Address _,
                    Type.Open _ -> Stream.of();
        };
    }

    private Stream<Proposal> values() {
        return Stream.concat(
                situation.locals().stream().map(name -> Proposal.of(Kind.LOCAL, name, "of this declaration")),
                known.values());
    }
}
