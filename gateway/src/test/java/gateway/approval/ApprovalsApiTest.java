// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.CAROL;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalsApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Subject ERIN = Subject.person("erin", "corp", List.of("sales"));

    private ControlPlane plane;
    private HeldCommand command;
    private String id;

    @BeforeAll
    void start() throws IOException {
        plane = ControlPlane.start(List.of());
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @BeforeEach
    void hold() throws InterruptedException {
        var desk = plane.office().desk();
        command = HeldCommand.send(desk, UUID.randomUUID().toString(), Duration.ofMinutes(5), ask(1, "dba", WITHIN));
        id = plane.slack
                .posts
                .take()
                .button("hpol_approve")
                .orElseThrow()
                .path("value")
                .asText();
    }

    @AfterEach
    void leave() {
        command.leave();
    }

    @Test
    void approves() throws Exception {
        HttpResponse<String> answer = post(BOB, "/approvals/" + id + "/approve", "{\"reason\":\"looks right\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("state").asText()).isEqualTo("approved");
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
        assertProblem(post(CAROL, "/approvals/" + id + "/deny", "{}"), 409, "approved already by bob");
    }

    @Test
    void deniesWithTheReviewersWords() throws Exception {
        assertThat(post(BOB, "/approvals/" + id + "/deny", "{\"reason\":\"use the batch job\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(command.settlement()).isInstanceOfSatisfying(Settlement.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(DenialCode.G104);
            assertThat(refused.reason().message()).isEqualTo("Denied by bob: use the batch job");
        });
    }

    @Test
    void saysWhyAnAnswerDoesNotCount() throws Exception {
        var alice = Subject.person("alice", "corp", List.of("dba"));
        var robot =
                new Subject("ci", Subject.Kind.SERVICE, "corp", "ci", new TreeSet<>(List.of("dba")), Optional.empty());
        assertProblem(post(alice, "/approvals/" + id + "/approve", "{}"), 403, "your own");
        assertProblem(post(robot, "/approvals/" + id + "/approve", "{}"), 403, "Only people");
        assertProblem(post(BOB, "/approvals/" + UUID.randomUUID() + "/approve", "{}"), 404, "no such");
        assertThat(command.waiting()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[1]",
                "[{}]",
                "5",
                "\"x\"",
                "{",
                "{} {}",
                "{\"reason\":5}",
                "{\"reason\":[\"x\"]}",
                "{\"reason\":\"x\",\"reason\":\"y\"}",
            })
    void refusesABodyThatIsNoAnswer(String body) throws Exception {
        assertProblem(
                post(BOB, "/approvals/" + id + "/approve", body),
                400,
                "The body must be a JSON object like {\"reason\": \"...\"}, or {} to give no reason.");
        assertThat(command.waiting()).isTrue();
    }

    @Test
    void refusesNoBodyAtAll() throws Exception {
        assertProblem(
                post(BOB, "/approvals/" + id + "/approve", ""),
                400,
                "The request has no body; send a JSON object, or {} for an empty one.");
        assertThat(command.waiting()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\\nlines", "\\u0000", "\\u0085"})
    void refusesAReasonOfSeveralLines(String reason) throws Exception {
        assertProblem(
                post(BOB, "/approvals/" + id + "/deny", "{\"reason\":\"" + reason + "\"}"),
                400,
                "reason: must be one line without control characters");
        assertThat(command.waiting()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\"\"}"})
    void takesAnAnswerWithoutAReason(String body) throws Exception {
        assertThat(post(BOB, "/approvals/" + id + "/approve", body).statusCode())
                .isEqualTo(200);
    }

    /// Neither that a request is there nor that it is settled.
    @Test
    void tellsAStrangerNothing() throws Exception {
        String approve = "/approvals/" + id + "/approve";
        String unknown =
                post(ERIN, "/approvals/" + UUID.randomUUID() + "/approve", "{}").body();
        HttpResponse<String> pending = post(ERIN, approve, "{}");
        assertProblem(pending, 404, "no such approval request for you");
        assertThat(pending.body()).isEqualTo(unknown);
        assertThat(post(BOB, approve, "{}").statusCode()).isEqualTo(200);
        HttpResponse<String> settled = post(ERIN, approve, "{}");
        assertThat(settled.statusCode()).isEqualTo(404);
        assertThat(settled.body()).isEqualTo(unknown);
    }

    @Test
    void refusesAReasonThatIsTooLong() throws Exception {
        String body = "{\"reason\":\"" + "x".repeat(1001) + "\"}";
        assertProblem(post(BOB, "/approvals/" + id + "/approve", body), 400, "reason");
        assertThat(command.waiting()).isTrue();
    }

    /// Consent must not rest on what was not meant.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"x\":1}|`x`", "{\"reason\":\"ok\",\"Reason\":\"no\",\"verdict\":\"deny\"}|`Reason`, `verdict`"})
    void refusesFieldsThatMeanNothing(String body, String named) throws Exception {
        assertProblem(post(BOB, "/approvals/" + id + "/approve", body), 400, named);
        assertThat(command.waiting()).isTrue();
    }

    @Test
    void showsARequestToWhomItConcerns() throws Exception {
        JsonNode one = JSON.readTree(get(BOB, "/approvals/" + id).body());
        assertThat(one.path("command").asText()).startsWith("POST /orders");
        assertThat(one.path("requester").get(0).asText()).isEqualTo("corp/alice");
        assertThat(one.path("asks").get(0).path("group").asText()).isEqualTo("dba");
        assertThat(get(BOB, "/approvals").body())
                .contains(id)
                .contains("1 of dba")
                .doesNotContain("POST /orders");
        assertThat(get(Samples.ALICE, "/approvals").body()).contains(id);
        assertThat(get(ERIN, "/approvals").body()).isEqualTo("[]");
        assertProblem(get(ERIN, "/approvals/" + id), 404, "no such approval request for you");
    }

    @Test
    void nothingInItReordersOrHidesWhatATerminalShows() throws Exception {
        var desk = plane.office().desk();
        String hostile = "pay \u202e1000 \u200b\u2066x\u0085";
        HeldCommand other = HeldCommand.send(desk, hostile, Duration.ofMinutes(5), ask(1, "dba", WITHIN))
                .held();
        plane.slack.posts.take();
        String otherId = JSON.readTree(get(BOB, "/approvals").body()).findValuesAsText("id").stream()
                .filter(listed -> !listed.equals(id))
                .findFirst()
                .orElseThrow();
        String body = get(BOB, "/approvals/" + otherId).body();
        assertThat(body).matches("\\p{ASCII}+").contains("pay \\u202e1000".replace("u202e", "u202E"));
        assertThat(JSON.readTree(body).path("command").asText()).endsWith(hostile);
        other.leave();
    }

    @Test
    void showsPageAfterPage() throws Exception {
        var desk = plane.office().desk();
        HeldCommand second = HeldCommand.send(desk, "second", Duration.ofMinutes(5), ask(1, "dba", WITHIN))
                .held();
        HeldCommand sales = HeldCommand.send(desk, "for others", Duration.ofMinutes(5), ask(1, "sales", WITHIN))
                .held();
        HttpResponse<String> first = get(BOB, "/approvals?limit=1");
        assertThat(JSON.readTree(first.body())).hasSize(1);
        String next = first.headers().firstValue("Link").orElseThrow();
        assertThat(next).isEqualTo("</approvals?after=" + id + "&limit=1>; rel=\"next\"");
        HttpResponse<String> rest = get(BOB, "/approvals?after=" + id + "&limit=2");
        assertThat(JSON.readTree(rest.body())).hasSize(1);
        assertThat(rest.headers().firstValue("Link")).as("looked through all").isEmpty();
        assertProblem(get(BOB, "/approvals?limit=0"), 400, "limit");
        assertProblem(get(BOB, "/approvals?limit=201"), 400, "limit");
        second.leave();
        sales.leave();
        plane.slack.posts.take();
        plane.slack.posts.take();
    }

    @Test
    void asksWhoIsThere() throws Exception {
        for (String path : List.of("/approvals", "/approvals/" + id)) {
            HttpRequest anonymous =
                    HttpRequest.newBuilder(plane.uri().resolve(path)).build();
            assertThat(send(anonymous).statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> get(Subject caller, String path) throws IOException, InterruptedException {
        return send(as(caller, path).build());
    }

    private HttpResponse<String> post(Subject caller, String path, String body)
            throws IOException, InterruptedException {
        return send(as(caller, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder as(Subject caller, String path) {
        return HttpRequest.newBuilder(plane.uri().resolve(path))
                .header("Authorization", "Bearer " + ControlPlane.token(caller));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(detail);
    }
}
