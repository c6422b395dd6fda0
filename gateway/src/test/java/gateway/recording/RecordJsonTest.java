// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.exchange.Outcome;
import gateway.recording.EvidenceRecord.ApprovalAsked;
import gateway.recording.EvidenceRecord.ApprovalEscalated;
import gateway.recording.EvidenceRecord.ApprovalRevoked;
import gateway.recording.EvidenceRecord.ApprovalSettled;
import gateway.recording.EvidenceRecord.ApprovalUsed;
import gateway.recording.EvidenceRecord.ApprovalVerdict;
import gateway.recording.EvidenceRecord.BreakGlass;
import gateway.recording.EvidenceRecord.Decided;
import gateway.recording.EvidenceRecord.Failed;
import gateway.recording.EvidenceRecord.Finished;
import gateway.recording.EvidenceRecord.PolicyActivated;
import gateway.recording.EvidenceRecord.PolicyRefused;
import gateway.recording.EvidenceRecord.Reviewed;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

final class RecordJsonTest {

    @TempDir
    private Path directory;

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Samples.decided("x1", Samples.permit()), """
                    {"action":"chat","at":"2026-03-01T10:00:00.123456Z","attributes":{"chat.model":"gpt-4o",\
                    "chat.prompt":{"length":30},"chat.prompt finds":{"items":["aws_access_key"]},"chat.stream":true,\
                    "chat.tokens":null,"chat.tools":{"items":["search","shell"]}},"client":"192.0.2.7",\
                    "effect":"allow","exchange":"x1","issued":null,"kind":"decision","n":1,"obligations":[{"do":"mask",\
                    "how":"find email as partial(last: 4)","rule":"guard.hide"}],"path":[1,4,9],"resource":\
                    {"env":"prod","name":"gpt","protocol":"chat"},"revision":"REVISION","rules":[{"effect":"allow",\
                    "id":"guard.chats","place":"guard.hpol:3:1"}],"session":"session-x1","subjects":[{"groups":[],\
                    "id":"bot","issuer":"sso","kind":"agent"},{"groups":["group-0","group-1"],"id":"ann",\
                    "issuer":"sso","kind":"person"}],"summary":"POST /v1/chat/completions","time":"TIME"}\
                    """),
                Arguments.of(
                        new Finished(
                                Samples.exchange("x1"),
                                new Outcome(Outcome.Ending.CLIENT_LEFT, 200, 5, 1L << 60, Map.of("email", 2))),
                        """
                        {"bytes_to_client":"1152921504606846976","bytes_to_target":5,"ending":"client_left",\
                        "exchange":"x1","kind":"outcome","masked":{"email":2},"n":1,"status":200,"time":"TIME"}\
                        """),
                Arguments.of(
                        new Finished(
                                Samples.exchange("x1"),
                                new Outcome(
                                        Outcome.Ending.REPLY_CUT,
                                        200,
                                        5,
                                        14,
                                        Map.of(),
                                        Optional.of(Reason.of(DenialCode.G114, "Not UTF-8.")))),
                        """
                        {"bytes_to_client":14,"bytes_to_target":5,"ending":"reply_cut","exchange":"x1",\
                        "kind":"outcome","masked":{},"n":1,"reason":{"code":"G114","message":"Not UTF-8."},\
                        "status":200,"time":"TIME"}\
                        """),
                Arguments.of(
                        new Failed(
                                Samples.exchange("x1"),
                                Optional.of(Samples.agent(0)),
                                Reason.of(DenialCode.G111, "No target.")),
                        """
                        {"at":"2026-03-01T10:00:00.123456Z","client":"192.0.2.7","exchange":"x1","kind":"failure",\
                        "n":1,"reason":{"code":"G111","message":"No target."},"subjects":[{"groups":[],"id":"bot",\
                        "issuer":"sso","kind":"agent"},{"groups":[],"id":"ann","issuer":"sso","kind":"person"}],\
                        "summary":"POST /v1/chat/completions","target":"gpt","time":"TIME"}\
                        """),
                Arguments.of(
                        new Failed(Samples.exchange("x1"), Optional.empty(), Reason.of(DenialCode.G110, "No token.")),
                        """
                        {"at":"2026-03-01T10:00:00.123456Z","client":"192.0.2.7","exchange":"x1","kind":"failure","n":1,\
                        "reason":{"code":"G110","message":"No token."},"summary":"POST /v1/chat/completions",\
                        "target":"gpt","time":"TIME"}\
                        """),
                Arguments.of(
                        new ApprovalAsked(
                                "t1",
                                "x1",
                                Samples.agent(0),
                                List.of(Samples.ASK),
                                "cd".repeat(32),
                                "this one request",
                                "a customer waits",
                                Samples.REVISION,
                                Samples.NOW),
                        """
                        {"approval":"t1","asks":[{"because":"production is careful","of":"group(\\"oncall\\")","quorum":2,"rule":"guard.prod",\
                        "seconds":600}],"claim":"a customer waits","digest":"DIGEST","exchange":"x1","expires":"2026-03-01T10:00:00.123456Z",\
                        "kind":"approval.asked","n":1,"revision":"REVISION","scope":"this one request","subjects":[{"groups":[],"id":"bot",\
                        "issuer":"sso","kind":"agent"},{"groups":[],"id":"ann","issuer":"sso","kind":"person"}],\
                        "time":"TIME"}\
                        """),
                Arguments.of(
                        new ApprovalVerdict(
                                "t1",
                                "sso/bob",
                                "approve",
                                true,
                                "slack",
                                "chat",
                                "cd".repeat(32),
                                Optional.of("fine")),
                        """
                        {"approval":"t1","assurance":"chat","channel":"slack","comment":"fine","counted":true,\
                        "digest":"DIGEST","kind":"approval.verdict","n":1,"reviewer":"sso/bob","said":"approve",\
                        "time":"TIME"}\
                        """),
                Arguments.of(new ApprovalEscalated("t1", List.of("dba or leads"), "cd".repeat(32)), """
                    {"approval":"t1","asked":["dba or leads"],"digest":"DIGEST","kind":"approval.escalated","n":1,\
                    "time":"TIME"}\
                    """),
                Arguments.of(
                        new ApprovalSettled("t1", "granted", Optional.of("x1"), List.of("sso/bob"), "cd".repeat(32)),
                        """
                        {"approval":"t1","digest":"DIGEST","exchange":"x1","how":"granted","kind":"approval.settled",\
                        "n":1,"reviewers":["sso/bob"],"time":"TIME"}\
                        """),
                Arguments.of(new ApprovalUsed("t1", "x2", "cd".repeat(32), 3), """
                    {"approval":"t1","digest":"DIGEST","exchange":"x2","execution":3,"kind":"approval.used","n":1,\
                    "time":"TIME"}\
                    """),
                Arguments.of(new ApprovalRevoked("t1", "sso/bob", "wrong table", 3, "cd".repeat(32)), """
                    {"approval":"t1","by":"sso/bob","digest":"DIGEST","executions":3,"kind":"approval.revoked","n":1,\
                    "reason":"wrong table","time":"TIME"}\
                    """),
                Arguments.of(
                        new BreakGlass(
                                "t2",
                                "x3",
                                Samples.agent(0),
                                List.of(Samples.ASK),
                                "cd".repeat(32),
                                "production burns",
                                true,
                                Samples.NOW),
                        """
                        {"allowed":true,"approval":"t2","asks":[{"because":"production is careful","of":\
                        "group(\\"oncall\\")","quorum":2,"rule":"guard.prod","seconds":600}],"digest":"DIGEST",\
                        "due":"2026-03-01T10:00:00.123456Z","exchange":"x3","kind":"approval.break_glass","n":1,\
                        "reason":"production burns","subjects":[{"groups":[],"id":"bot","issuer":"sso","kind":"agent"},\
                        {"groups":[],"id":"ann","issuer":"sso","kind":"person"}],"time":"TIME"}\
                        """),
                Arguments.of(new Reviewed("t2", "in_order", List.of("sso/eve"), "cd".repeat(32)), """
                    {"approval":"t2","digest":"DIGEST","found":"in_order","kind":"approval.review","n":1,\
                    "reviewers":["sso/eve"],"time":"TIME"}\
                    """),
                Arguments.of(new EvidenceRecord.Lost(3), """
                    {"because":"the disk did not keep up","kind":"gap","lost":3,"n":1,"time":"TIME"}\
                    """),
                Arguments.of(
                        new PolicyActivated(
                                Samples.REVISION, Optional.empty(), 7, "policies", Optional.empty(), Optional.empty()),
                        """
                        {"kind":"policy.activate","n":1,"revision":"REVISION","rules":7,"source":"policies",\
                        "time":"TIME"}\
                        """),
                Arguments.of(
                        new PolicyActivated(
                                Samples.REVISION,
                                Optional.of(Samples.REVISION),
                                7,
                                "bundle",
                                Optional.of(new PolicyActivated.Bundle(
                                        5,
                                        "cd".repeat(32),
                                        Optional.of(new PolicyActivated.Rollback(3, "it blocked all")))),
                                Optional.of(new PolicyActivated.Changes(
                                        List.of("a.new"), List.of(), List.of("a.deny"), List.of(), 4, 1))),
                        """
                        {"before":"REVISION","bundle":{"key":"DIGEST","rollback":{"because":"it blocked all","sequence":3},\
                        "sequence":5},"changes":{"added":["a.new"],"changed":["a.deny"],"moved":[],"other":4,"removed":[],\
                        "widens":1},"kind":"policy.activate","n":1,"revision":"REVISION","rules":7,"source":"bundle",\
                        "time":"TIME"}\
                        """),
                Arguments.of(new PolicyRefused(Samples.REVISION, 2, "P203: unknown attribute", "policies"), """
                    {"because":"P203: unknown attribute","errors":2,"kind":"policy.refuse","n":1,\
                    "revision":"REVISION","source":"policies","time":"TIME"}\
                    """));
    }

    @ParameterizedTest
    @MethodSource("records")
    void looksLikeThis(EvidenceRecord record, String json) throws Exception {
        String expected = json.replace("REVISION", Samples.REVISION.hash())
                .replace("DIGEST", "cd".repeat(32))
                .replace("TIME", "2026-03-01T10:00:00.123456Z");

        assertThat(written(record)).isEqualTo(expected);
    }

    @Test
    void aDenialKeepsTheWordsTheBlockedPersonRead() throws Exception {
        assertThat(written(Samples.decided("x1", Samples.deny())))
                .contains("\"effect\":\"deny\"")
                .contains("\"reason\":{\"code\":\"G101\",\"message\":\"Take the key out of the prompt.\"")
                .contains("\"rule\":\"guard.keys\"");
    }

    @Test
    void aDecisionMadeWithAGrantNamesTheApprovalAndTheReviewers() throws Exception {
        var grant = new Grant("t1", List.of(Samples.ASK), List.of("sso/bob", "sso/eve"));

        assertThat(written(Samples.decided("x1", 0, Map.of(), Samples.permit(), Optional.of(grant))))
                .contains("\"grant\":{\"approval\":\"t1\",\"reviewers\":[\"sso/bob\",\"sso/eve\"]}");
    }

    @Test
    void neitherSearchedTextsNorCredentialsAreWritten() throws Exception {
        assertThat(written(Samples.decided("x1", Samples.permit()))).doesNotContain(Samples.SECRET);
        assertThat(written(new Failed(Samples.exchange("x1"), Optional.empty(), Reason.of(DenialCode.G110, "No."))))
                .doesNotContain(Samples.SECRET);
    }

    @Test
    void anAttributeThatCouldNotBeReadSaysWhy() throws Exception {
        Map<Attribute, Value> values = Map.of(Samples.PROMPT, new Value.Undetermined("the body is over 4 MiB"));

        assertThat(written(Samples.decided("x1", 0, values, Samples.permit(), Optional.empty())))
                .contains("\"chat.prompt\":{\"undetermined\":\"the body is over 4 MiB\"}");
    }

    @Test
    void aLongTextIsCutAndSaysHowLongItWas() throws Exception {
        Map<Attribute, Value> values = Map.of(Samples.MODEL, Value.of("m".repeat(5000)));

        assertThat(written(Samples.decided("x1", 0, values, Samples.permit(), Optional.empty())))
                .contains("\"chat.model\":{\"cut\":\"" + "m".repeat(2048) + "\",\"length\":5000}");
    }

    /// Whoever sends a request must not be able to make it unrecordable, whatever is in it.
    @Test
    void theWorstRequestStillFits() throws Exception {
        String worst = "\u0000".repeat(100_000) + "\ud800";
        var tools = new ArrayList<String>();
        var rules = new ArrayList<Rule>();
        var path = new ArrayList<Integer>();
        for (int i = 0; i < 3000; i++) {
            tools.add(i + worst);
            rules.add(new Rule(Effect.ALLOW, worst, "rule" + i, worst));
            path.add(Integer.MAX_VALUE - i);
        }
        Map<Attribute, Value> values =
                Map.of(Samples.MODEL, Value.of("\udc00" + worst), Samples.TOOLS, Value.of(tools));
        var basis = new policy.runtime.decision.Basis(Samples.REVISION, rules, List.of(), path);
        var decision = new Decision.Deny(basis, Reason.of(DenialCode.G101, worst));
        Decided decided = Samples.decided("x1", 5000, values, decision, Optional.empty());

        assertThat(written(decided))
                .contains("\"rules_omitted\":")
                .contains("\"groups_omitted\":")
                .contains("\"length\":100001");
    }

    @Test
    void halfASurrogatePairIsReplaced() throws Exception {
        Map<Attribute, Value> values = Map.of(Samples.MODEL, Value.of("a\ud800b😂c\udc00"));

        assertThat(written(Samples.decided("x1", 0, values, Samples.permit(), Optional.empty())))
                .contains("\"chat.model\":\"a\ufffdb😂c\ufffd\"");
    }

    /// The record as it comes back from the log.
    private String written(EvidenceRecord record) throws Exception {
        var clock = InstantSource.fixed(Samples.NOW);
        try (var evidence = RecordedEvidence.open(gateway.recording.log.LogSettings.of(directory, "tests"), clock)) {
            evidence.recordDurably(record);
        }
        var found = new ArrayList<String>();
        new gateway.recording.log.LogReader(directory).backwards(bytes -> {
            String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            if (text.contains("\"n\":1,")) {
                found.add(text);
            }
            return true;
        });
        JsonNode _ = new com.fasterxml.jackson.databind.ObjectMapper().readTree(found.getFirst());
        return found.getFirst();
    }
}
