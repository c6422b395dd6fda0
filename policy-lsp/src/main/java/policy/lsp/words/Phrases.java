// SPDX-License-Identifier: Apache-2.0
package policy.lsp.words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every keyword that begins something, and every word that stands for one of a few things. `docs/language.md` is the
/// contract; a test holds that each keyword of the grammar that begins a declaration or a clause is here.
public final class Phrases {

    public static final List<Phrase> DECLARATIONS = List.of(
            new Phrase("policy", "policy ${1:team.purpose}", "The name of the policy this file belongs to."),
            new Phrase("import", "import ${1:policy}", "Reaches the lets and lists of another policy."),
            new Phrase("let", "let ${1:name} = ${2:value}", "A name for a constant, a list or a condition."),
            new Phrase("list", "list ${1:name} from \"${2:names.txt}\"", "A list of texts that stands in a file."),
            new Phrase("allow", rule("allow", "when    $3"), "Lets requests through, if nothing stands against it."),
            new Phrase(
                    "deny", rule("deny", "when    $3\n    because \"$4\""), "Blocks requests, whatever else applies."),
            new Phrase(
                    "approve",
                    rule("approve", "when    $3\n    ask     1 of group(\"$4\")\n    within  15m"),
                    "Holds requests until people have said yes."),
            new Phrase("mask", rule("mask", "find    ${3:email} as redact"), "Hides parts of what comes back."),
            new Phrase(
                    "limit",
                    rule("limit", "when    $3\n    at most ${4:100} requests per ${5:1h} by subject.id"),
                    "Bounds how much goes through in a stretch of time."),
            new Phrase("record", rule("record", "when    $3\n    keep    full"), "Says what is kept of requests."),
            new Phrase("observe", "observe ", "Only watches: what the rule would do is recorded, and not done."),
            new Phrase(
                    "test",
                    "test \"$1\" {\n    subject { id: \"$2\" }\n    ${3:http}    { $4 }\n    expect  ${5:allow}\n}",
                    "An example that must hold."),
            new Phrase(
                    "invariant",
                    "invariant ${1:name} on ${2:http} {\n    $3  implies  deny\n}",
                    "What must hold for every request, whatever the rules."));

    public static final List<Phrase> CLAUSES = List.of(
            new Phrase("when", "when    $1", "The rule applies only if this holds; several are joined with and."),
            new Phrase("unless", "unless  $1", "The rule applies only if this does not hold."),
            new Phrase("because", "because \"$1\"", "What the blocked person reads; `{attribute}` is filled in."),
            new Phrase("help", "help    \"${1:https://}\"", "Where to go next."),
            new Phrase("ask", "ask     ${1:1} of group(\"$2\")", "How many people of a group must say yes."),
            new Phrase("reason", "reason  required", "Who asks must say why."),
            new Phrase("within", "within  ${1:15m}", "How long there is to answer; after that it is denied."),
            new Phrase(
                    "escalate",
                    "escalate after ${1:5m} to group(\"$2\")",
                    "Who may answer, too, once so much time has passed."),
            new Phrase(
                    "grant",
                    "grant   ${1|once,for 30m of same_shape|}",
                    "Whether consent holds once or for more of the same."),
            new Phrase("channel", "channel at least ${1|chat,sso,webauthn|}", "How surely a reviewer must be known."),
            new Phrase("durable", "durable", "The request for approval outlives the client that asked."),
            new Phrase(
                    "break_glass",
                    "break_glass by group(\"$1\") review by group(\"$2\") within ${3:24h}",
                    "These may go ahead without waiting, loudly, and those look at it afterwards."),
            new Phrase("find", "find    ${1:email} as redact", "Entities to hide wherever they are detected."),
            new Phrase("column", "column  \"${1:table.column}\" as redact", "Columns of a result set to hide."),
            new Phrase("field", "field   \"${1:a.b}\" as redact", "Members of a JSON document to hide."),
            new Phrase("header", "header  \"${1:x-name}\" as redact", "Header fields to hide."),
            new Phrase(
                    "at",
                    "at most ${1:100} ${2|requests,tokens,bytes|} per ${3:1h}",
                    "How much goes through in a stretch of time."),
            new Phrase("keep", "keep    ${1|decision,full,raw|}", "What is kept of a request, and how long."),
            new Phrase("expect", "expect  ${1:allow}", "What must come of the test's request."));

    private static final List<Phrase> WORDS = List.of(
            new Phrase("any", "any", "Every protocol; only what all requests have can be asked."),
            new Phrase("and", "and ", "Both must hold."),
            new Phrase("or", "or ", "One of them must hold."),
            new Phrase("not", "not ", "Must not hold."),
            new Phrase("in", "in ", "A value in a list, an address in a network, a time in a window."),
            new Phrase("contains", "contains ", "The list holds the value."),
            new Phrase("intersects", "intersects [$1]", "The lists have something in common."),
            new Phrase("starts with", "starts with \"$1\"", "The text begins so."),
            new Phrase("ends with", "ends with \"$1\"", "The text ends so."),
            new Phrase("like", "like \"$1\"", "A glob: `*` within a segment, `**` across segments, `?` one character."),
            new Phrase("matches", "matches r\"$1\"", "A regular expression (RE2) that must match the whole text."),
            new Phrase("finds", "finds [$1]", "One of these entities is detected in the text."),
            new Phrase("has", "has ", "Whether an optional attribute is there."),
            new Phrase("some", "some ${1:item} in ${2:list} satisfies $3", "At least one item; false of none."),
            new Phrase("every", "every ${1:item} in ${2:list} satisfies $3", "All items; true of none."),
            new Phrase("group", "group(\"$1\")", "The people of a group."),
            new Phrase("owner", "owner(subject)", "The person an agent or a service acts for."),
            new Phrase("redact", "redact", "Replaced by the name of what it was."),
            new Phrase("hash", "hash", "Replaced by a keyed hash: equal values stay equal."),
            new Phrase("tokenise", "tokenise", "Replaced by a token that can be turned back."),
            new Phrase("partial", "partial(last: ${1:4})", "All but the last characters are hidden."),
            new Phrase("once", "once", "The consent is used up by the one request."),
            new Phrase("same_statement", "same_statement", "The very same once more."),
            new Phrase("same_shape", "same_shape", "The same but for its values."),
            new Phrase("same_session", "same_session", "Whatever comes in this session."),
            new Phrase("chat", "chat", "Known by the account of a chat."),
            new Phrase("sso", "sso", "Signed in to the identity provider."),
            new Phrase("webauthn", "webauthn", "Has touched a security key for this very request."),
            new Phrase("requests", "requests", "Counts requests."),
            new Phrase("tokens", "tokens", "Counts tokens of language models."),
            new Phrase("bytes", "bytes", "Counts bytes."),
            new Phrase("decision", "decision", "Only what was decided."),
            new Phrase("full", "full", "All of it as it was delivered, masked."),
            new Phrase("raw", "raw", "All of it as it came, before masking."),
            new Phrase("masked", "masked \"$1\"", "What becomes of the test's answer."),
            new Phrase("no", "no ", "Must not be among what is demanded."),
            new Phrase("implies", "implies ", "What must come out wherever the condition before it holds."));

    private Phrases() {}

    private static String rule(String effect, String body) {
        return effect + " ${1:name} on ${2:http} {\n    " + body + "\n}";
    }

    /// What is known of a word; nothing of one that says enough by itself.
    public static Optional<Phrase> of(String word) {
        return Stream.of(DECLARATIONS, CLAUSES, WORDS)
                .flatMap(List::stream)
                .filter(phrase -> phrase.word().equals(word))
                .findFirst();
    }

    /// The same; a word that says enough by itself stands for itself.
    public static Phrase orWord(String word) {
        return of(word).orElseGet(() -> new Phrase(word, word, ""));
    }
}
