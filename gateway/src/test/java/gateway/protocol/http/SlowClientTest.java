// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gateway.exchange.Outcome.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.decision.DenialCode;

/// Clients that begin a request and do not go on (RFC 9110, section 15.5.9).
class SlowClientTest {

    private static final String LONG = "Content-Length: 9\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "G,                                                                     head",
        "GET /t/x HTTP/1.1\\r\\nHost: g\\r\\nAuthorization: Bea,                    head",
        "POST /t/x HTTP/1.1\\r\\nHost: g\\r\\nAuthorization: Bearer good\\r\\nL\\r\\nabc, body",
        "POST /t/read HTTP/1.1\\r\\nHost: g\\r\\nAuthorization: Bearer good\\r\\nL\\r\\n, body"
    })
    void whoDoesNotGoOnIsToldSoAndLeft(String begun, String what) throws Exception {
        try (var target = FakeTarget.start((request, out) -> true);
                var gate = Gate.to(target)
                        .reading("http.body")
                        .with(settings -> settings.withClient(TestLimits.client(settings.client(), 300, 300)))
                        .open();
                var client = gate.client()) {
            client.send(begun.replace("L\\r\\n", LONG).replace("\\r\\n", "\r\n"));
            var answer = client.answer();
            JsonNode problem = new JsonMapper().readTree(answer.body());
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(problem.path("status").asInt()).isEqualTo(408);
            assertThat(problem.path("code").asText()).isEqualTo("G112");
            assertThat(problem.path("detail").asText())
                    .isEqualTo("The rest of the request's %s did not arrive in time.".formatted(what));
            assertThat(client.isClosed()).isTrue();
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G112);
            assertThat(gate.outcome())
                    .returns(Ending.REFUSED, outcome -> outcome.ending())
                    .returns(408, outcome -> outcome.status());
        }
    }
}
