// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.exchange.Denial;
import gateway.protocol.Patience;
import gateway.protocol.http.HttpAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body.None;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;

class LlmDialectTest {

    private final LlmDialect dialect = new LlmDialect(new NoClassifier());

    private static HttpMessage request(String path, Header... headers) {
        return new HttpMessage("POST", "llm", path, "", List.of(headers), None.NONE);
    }

    private static Optional<String> header(HttpAnswer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    private static Denial denial(DenialCode code) {
        var rule = new Rule(Effect.DENY, "acme.llm", "no_keys", "llm.hpol:3:1");
        return new Denial(
                new Reason(code, "The prompt holds a live key", Optional.of("https://wiki/keys"), Optional.of(rule)),
                "0190-ex",
                "abc123");
    }

    @Test
    void openAiClientsReadWhy() {
        HttpAnswer answer = dialect.refusal(request("/v1/chat/completions"), denial(DenialCode.G101));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(header(answer, "x-should-retry")).contains("false");
        assertThat(header(answer, "x-request-id")).contains("0190-ex");
        assertThat(Streams.json(new String(answer.body(), UTF_8))).isEqualTo(Streams.json("""
            {"error": {"message": "The prompt holds a live key. https://wiki/keys (denied by policy, rule acme.llm.no_keys; exchange 0190-ex)",
             "type": "invalid_request_error", "param": null, "code": "policy_denied"}}\
            """));
    }

    @Test
    void anthropicClientsReadWhy() {
        HttpAnswer answer = dialect.refusal(request("/v1/messages"), denial(DenialCode.G104));
        JsonNode body = Streams.json(new String(answer.body(), UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(header(answer, "request-id")).contains("0190-ex");
        assertThat(body.path("type").asText()).isEqualTo("error");
        assertThat(body.at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(body.at("/error/message").asText())
                .contains("The prompt holds a live key.", "https://wiki/keys", "denied by a reviewer", "0190-ex");
        assertThat(body.path("request_id").asText()).isEqualTo("0190-ex");
    }

    @Test
    void whoStillWaitsIsToldWhatToDoOnce() {
        HttpAnswer answer = dialect.refusal(request("/v1/responses"), denial(DenialCode.G106));
        JsonNode error = Streams.json(new String(answer.body(), UTF_8)).path("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.path("code").asText()).isEqualTo("approval_pending");
        assertThat(error.path("message").asText())
                .isEqualTo(
                        "The prompt holds a live key. https://wiki/keys Send the same request again to get the answer."
                                + " (waiting for approval, rule acme.llm.no_keys; exchange 0190-ex)");
    }

    @Test
    void whoIsTooSlowIsToldByStatus() {
        Denial late = denial(DenialCode.G112).ofOneTooSlow();
        assertThat(dialect.refusal(request("/v1/responses"), late).status()).isEqualTo(408);
        assertThat(header(dialect.refusal(request("/v1/responses"), late), "x-should-retry"))
                .contains("false");
        assertThat(dialect.refusal(request("/v1/messages"), late).status()).isEqualTo(408);
    }

    @ParameterizedTest
    @CsvSource({
        "G102, 400, invalid_request_error, policy_denied,       invalid_request_error, false",
        "G105, 400, invalid_request_error, policy_denied,       invalid_request_error, false",
        "G108, 400, invalid_request_error, too_many_approvals_pending, invalid_request_error, false",
        "G109, 400, invalid_request_error, policy_denied,       invalid_request_error, false",
        "G110, 401, invalid_request_error, not_authenticated,   authentication_error,  false",
        "G111, 404, invalid_request_error, unknown_target,      not_found_error,       false",
        "G112, 400, invalid_request_error, malformed_request,   invalid_request_error, false",
        "G113, 413, invalid_request_error, request_too_large,   request_too_large,     false",
        "G114, 502, server_error,          cannot_be_masked,    api_error,             false",
        "G116, 400, invalid_request_error, policy_denied,       invalid_request_error, false",
        "G117, 400, invalid_request_error, policy_denied,       invalid_request_error, false",
        "G501, 502, server_error,          target_unreachable,  api_error,",
        "G502, 504, server_error,          target_timed_out,    timeout_error,",
        "G503, 503, server_error,          evidence_unavailable, api_error,",
        "G504, 500, server_error,          internal_failure,    api_error,             false",
        "G505, 503, server_error,          overloaded,          api_error,",
    })
    void everyFailureHasTheProvidersShape(
            DenialCode code, int status, String type, String word, String anthropicType, String retry) {
        HttpAnswer openAi = dialect.refusal(request("/v1/embeddings"), denial(code));
        HttpAnswer anthropic =
                dialect.refusal(request("/v1/models", new Header("Anthropic-Version", "1")), denial(code));

        JsonNode error = Streams.json(new String(openAi.body(), UTF_8)).path("error");
        assertThat(List.of(openAi.status(), anthropic.status())).containsOnly(status);
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("code").asText()).isEqualTo(word);
        assertThat(Streams.json(new String(anthropic.body(), UTF_8))
                        .at("/error/type")
                        .asText())
                .isEqualTo(anthropicType);
        assertThat(Stream.of(openAi, anthropic).map(answer -> header(answer, "x-should-retry")))
                .containsOnly(Optional.ofNullable(retry));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, true",
        "/proxy/v1/messages/count_tokens, true",
        "/v1/complete, true",
        "/v1/completions, false",
        "/v1/chat/completions, false",
        "/v1/threads/t/messages, false",
        "/, false",
    })
    void thePathTellsTheProvider(String path, boolean anthropic) {
        HttpAnswer answer = dialect.refusal(request(path), denial(DenialCode.G101));

        assertThat(Streams.json(new String(answer.body(), UTF_8)).has("request_id"))
                .isEqualTo(anthropic);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Stainless-Timeout,      600,   240000",
        "X-Stainless-Timeout,      60,    54000",
        "x-stainless-read-timeout, 30.5,  27450",
        "x-stainless-timeout,      0,     240000",
        "x-stainless-timeout,      -1,    240000",
        "x-stainless-timeout,      NaN,   240000",
        "x-stainless-timeout,      soon,  240000",
        "x-stainless-timeout,      1e99,  240000",
        "x-other,                  5,     240000",
    })
    void nobodyWaitsLongerThanTheClientDoes(String header, String value, long millis) {
        assertThat(dialect.patience(request("/v1/messages", new Header(header, value))))
                .isEqualTo(Patience.silent(Duration.ofMillis(millis)));
    }

    /// Who asks for a stream is shown that it is waited for; then only a limit on the whole answer counts.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /v1/chat/completions  | {"stream": true}  |                                                        | 240   | 3600
        /v1/messages          | {"stream": true}  |                                                        | 240   | 3600
        /v1/responses         | {"stream": true}  | x-stainless-read-timeout: 30                           | 27    | 3600
        /v1/completions       | {"stream": true}  | x-stainless-timeout: 30                                | 27    | 27
        /v1/chat/completions  | {"stream": true}  | x-stainless-timeout: 30; x-stainless-lang: js          | 27    | 3600
        /v1/chat/completions  | {"stream": true}  | x-stainless-timeout: 600; x-stainless-lang: java       | 240   | 540
        /v1/chat/completions  | {"stream": true}  | user-agent: GitHubCopilotChat/0.31                     | 12    | 3600
        /v1/chat/completions  | {"stream": false} | user-agent: GitHubCopilotChat/0.31                     | 12    | 12
        /v1/chat/completions  | {"stream": "yes"} |                                                        | 240   | 240
        /v1/chat/completions  | {"stream": true   |                                                        | 240   | 240
        /v1/embeddings        | {"stream": true}  |                                                        | 240   | 240
        /else                 | {"stream": true}  |                                                        | 240   | 240
        """)
    void aStreamMayBeginWhileItsCallerWaits(String path, String body, String fields, long silent, long inAll) {
        var headers = fields == null
                ? List.<Header>of()
                : Stream.of(fields.split("; "))
                        .map(field -> new Header(field.split(": ")[0], field.split(": ")[1]))
                        .toList();
        var request = new HttpMessage("POST", "", path, "", headers, new HttpMessage.Body.Whole(body.getBytes(UTF_8)));

        assertThat(dialect.patience(request))
                .isEqualTo(new Patience(Duration.ofSeconds(silent), Duration.ofSeconds(inAll)));
    }
}
