// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.exchange.Outcome;
import gateway.recording.EvidenceRecord.ApprovalAsked;
import gateway.recording.EvidenceRecord.ApprovalEscalated;
import gateway.recording.EvidenceRecord.ApprovalRevoked;
import gateway.recording.EvidenceRecord.ApprovalSettled;
import gateway.recording.EvidenceRecord.ApprovalUsed;
import gateway.recording.EvidenceRecord.ApprovalVerdict;
import gateway.recording.EvidenceRecord.BreakGlass;
import gateway.recording.EvidenceRecord.Failed;
import gateway.recording.EvidenceRecord.Finished;
import gateway.recording.EvidenceRecord.Lost;
import gateway.recording.EvidenceRecord.PolicyActivated;
import gateway.recording.EvidenceRecord.PolicyRefused;
import gateway.recording.EvidenceRecord.Reviewed;
import gateway.recording.log.CanonicalTree;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// Records are written straight as bytes, in the order of their members' names. Whatever is in one, the bytes are those
/// that sorting a tree of it gives.
final class RecordTreeTest {

    private static final long NUMBER = 7;

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aRecordIsItsTreeSorted(@ForAll("records") EvidenceRecord written) {
        String json = CanonicalTree.encode(RecordJson.leaf(written, Samples.NOW), NUMBER);

        assertThat(json).isIn(asTree(written, 2048, 100), asTree(written, 256, 30), asTree(written, 64, 8));
    }

    private static String asTree(EvidenceRecord record, int characters, int items) {
        return CanonicalTree.encode(
                RecordTree.of(record, Samples.NOW, characters, items).put("n", NUMBER));
    }

    @Provide
    Arbitrary<EvidenceRecord> records() {
        Arbitrary<List<String>> some = texts().list().ofMaxSize(4);
        Arbitrary<Optional<String>> perhaps = texts().optional();
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 120), values(), decisions(), grants())
                        .as((groups, values, decision, grant) -> Samples.decided("x", groups, values, decision, grant)),
                Combinators.combine(Arbitraries.of(Outcome.Ending.values()), numbers(), numbers(), counts())
                        .as((ending, in, out, masked) ->
                                new Finished(Samples.exchange("x"), new Outcome(ending, 200, in, out, masked))),
                Combinators.combine(reasons(), Arbitraries.of(true, false))
                        .as((reason, known) -> new Failed(
                                Samples.exchange("x"),
                                Optional.of(Samples.agent(3)).filter(caller -> known),
                                reason)),
                Combinators.combine(asks().list().ofMaxSize(3), texts())
                        .as((asks, claim) -> new ApprovalAsked(
                                "t", "x", Samples.agent(3), asks, "cd", "once", claim, Samples.REVISION, Samples.NOW)),
                Combinators.combine(texts(), texts(), Arbitraries.of(true, false), perhaps)
                        .as((reviewer, said, counted, comment) ->
                                new ApprovalVerdict("t", reviewer, said, counted, "api", "sso", "cd", comment)),
                Combinators.combine(perhaps, some)
                        .as((exchange, reviewers) -> new ApprovalSettled("t", "granted", exchange, reviewers, "cd")),
                some.map(asked -> new ApprovalEscalated("t", asked, "cd")),
                Combinators.combine(texts(), texts(), Arbitraries.integers())
                        .as((by, why, uses) -> new ApprovalRevoked("t", by, why, uses, "cd")),
                Combinators.combine(asks().list().ofMaxSize(3), texts(), Arbitraries.of(true, false))
                        .as((asks, why, allowed) ->
                                new BreakGlass("t", "x", Samples.agent(3), asks, "cd", why, allowed, Samples.NOW)),
                some.map(reviewers -> new Reviewed("t", "in_order", reviewers, "cd")),
                Arbitraries.integers().map(number -> new ApprovalUsed("t", "x", "cd", number)),
                Arbitraries.integers().map(Lost::new),
                Combinators.combine(texts(), texts(), some, some)
                        .as((source, because, added, changed) -> new PolicyActivated(
                                Samples.REVISION,
                                Optional.of(Samples.REVISION),
                                7,
                                source,
                                Optional.of(new PolicyActivated.Bundle(
                                        3, "cd", Optional.of(new PolicyActivated.Rollback(2, because)))),
                                Optional.of(new PolicyActivated.Changes(
                                        added, List.of(), changed, List.of(source), 1, 2)))),
                Combinators.combine(texts(), texts())
                        .as((because, source) -> new PolicyRefused(Samples.REVISION, 2, because, source)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.strings().all().ofMaxLength(10),
                Arbitraries.just("x".repeat(2047) + "😂"));
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs();
    }

    private static Arbitrary<Map<String, Integer>> counts() {
        return Arbitraries.maps(
                        texts().filter(text -> text.indexOf('\ud83d') < 0 && isWellFormed(text)),
                        Arbitraries.integers().between(0, 1000))
                .ofMaxSize(3);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Arbitrary<Map<Attribute, Value>> values() {
        return Combinators.combine(some(), some(), some(), some()).as((prompt, model, tokens, tools) -> {
            var values = new HashMap<>(
                    Map.of(Samples.PROMPT, prompt, Samples.MODEL, model, Samples.TOKENS, tokens, Samples.TOOLS, tools));
            values.put(Samples.PROMPT.findings(), Value.of(List.of("email")));
            return values;
        });
    }

    private static Arbitrary<Value> some() {
        return Arbitraries.oneOf(
                texts().map(Value::of),
                numbers().map(Value::of),
                Arbitraries.of(true, false).map(Value::of),
                texts().list().ofMaxSize(12).map(Value::of),
                texts().map(Value.Undetermined::new),
                Arbitraries.just(Value.Absent.ABSENT),
                Arbitraries.of("192.0.2.1", "2001:db8::1")
                        .map(literal -> new Value.Address(InetAddress.ofLiteral(literal))),
                Arbitraries.just(new Value.Fields(Map.of("a", Value.of(1)))));
    }

    private static Arbitrary<Decision> decisions() {
        Arbitrary<Basis> bases = Combinators.combine(
                        rules().list().ofMaxSize(3),
                        rules().list().ofMaxSize(2),
                        Arbitraries.integers().list().ofMaxSize(120))
                .as((rules, observed, path) -> new Basis(Samples.REVISION, rules, observed, path));
        Arbitrary<List<Obligation>> obligations = obligations().list().ofMaxSize(3);
        return Arbitraries.oneOf(
                Combinators.combine(bases, obligations).as(Decision.Permit::new),
                Combinators.combine(bases, reasons()).as(Decision.Deny::new),
                Combinators.combine(bases, asks().list().ofMaxSize(3), obligations)
                        .as(Decision.NeedsApproval::new));
    }

    private static Arbitrary<Rule> rules() {
        return Combinators.combine(Arbitraries.of(Effect.values()), texts(), texts(), texts())
                .as(Rule::new);
    }

    private static Arbitrary<Ask> asks() {
        return Combinators.combine(rules(), Arbitraries.integers().between(1, 9), texts(), texts())
                .as((rule, quorum, group, because) -> new Ask(
                        rule,
                        0,
                        0,
                        quorum,
                        new Reviewers.Group(group),
                        ApprovalTerms.within(Duration.ofMinutes(5)),
                        because));
    }

    private static Arbitrary<Obligation> obligations() {
        var transforms = Arbitraries.of(new Transform.Redact(), new Transform.Hash(), new Transform.Partial(4));
        return Combinators.combine(rules(), texts().list().ofMaxSize(4), transforms)
                .as((rule, entities, transform) ->
                        new Obligation.Mask(rule, new Obligation.Hidden.Entities(new TreeSet<>(entities)), transform));
    }

    private static Arbitrary<Reason> reasons() {
        return Combinators.combine(Arbitraries.of(DenialCode.values()), texts(), texts().optional(), rules().optional())
                .as(Reason::new);
    }

    private static Arbitrary<Optional<Grant>> grants() {
        return texts().list()
                .ofMaxSize(4)
                .map(reviewers -> new Grant("t", List.of(), reviewers))
                .optional();
    }
}
