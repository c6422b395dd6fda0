// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gateway.exchange.Denial;
import gateway.exchange.Outcome.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpModel;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;

class RefusalTest {

    private static final HttpMessage ANY = new HttpMessage("GET", "", "/", "", List.of(), HttpMessage.Body.None.NONE);

    @Test
    void aDenialIsAProblemInTheRulesOwnWords() throws Exception {
        var rule = new Rule(Effect.DENY, "cards", "friday", "cards.hpol:2:1");
        var reason = new Reason(DenialCode.G101, "Not on a Friday.", Optional.of("Ask #ops."), Optional.of(rule));
        var answer = new ProblemDialect(new HttpModel()).refusal(ANY, new Denial(reason, "x-1", "abab"));
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(problem.toString())
                .isEqualTo("{\"type\":\"urn:hpol:G101\",\"title\":\"denied by policy\",\"status\":403,"
                        + "\"detail\":\"Not on a Friday.\",\"code\":\"G101\",\"exchange\":\"x-1\","
                        + "\"rule\":\"cards.friday\",\"revision\":\"abab\",\"help\":\"Ask #ops.\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "G101, 403",
        "G102, 403",
        "G103, 403",
        "G104, 403",
        "G105, 403",
        "G106, 403",
        "G107, 403",
        "G108, 429",
        "G109, 403",
        "G110, 401",
        "G111, 404",
        "G112, 400",
        "G113, 413",
        "G114, 502",
        "G116, 403",
        "G117, 403",
        "G501, 502",
        "G502, 504",
        "G503, 503",
        "G504, 500",
        "G505, 503",
    })
    void everyCodeHasItsStatus(DenialCode code, int status) {
        var answer = new ProblemDialect(new HttpModel()).refusal(ANY, new Denial(Reason.of(code, "x"), "x-1", ""));
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aStrangerIsAskedForATokenBeforeTargetsAreTold() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer =
                    client.send("GET /nowhere/x HTTP/1.1\r\nHost: g\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("www-authenticate")).isEqualTo("Bearer");
            assertThat(client.ask("GET /nowhere/x").answer().status()).isEqualTo(404);
            assertThat(client.ask("GET /").answer().status()).isEqualTo(404);
            assertThat(client.ask("GET /T/x").answer().status()).isEqualTo(404); // names are exact
        }
    }

    @Test
    void theConnectionOutlivesADenial() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).deciding(request -> Gate.deny()).open();
                var client = gate.client()) {
            for (int i = 0; i < 3; i++) {
                var answer =
                        client.ask("POST /t/x", "Content-Length: 3").send("abc").answer();
                assertThat(answer.status()).isEqualTo(403);
                assertThat(gate.outcome().ending()).isEqualTo(Ending.REFUSED);
            }
            assertThat(target.waiting()).isZero();
        }
    }

    /// The client may still be sending when it is denied; it must get to read the answer.
    @Test
    void aDenialOfALargeUploadArrives() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).deciding(request -> Gate.deny()).open();
                var client = gate.client()) {
            client.ask("POST /t/x", "Content-Length: 5000000").send(new byte[5_000_000]);
            assertThat(client.answer().status()).isEqualTo(403);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void headIsRefusedWithoutABody() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).deciding(request -> Gate.deny()).open();
                var client = gate.client()) {
            assertThat(client.ask("HEAD /t/x").answer(false).status()).isEqualTo(403);
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(403);
        }
    }

    @Test
    void aFullPoolIsToldAsOverload() throws Exception {
        var never = new java.util.concurrent.LinkedBlockingQueue<String>();
        try (var target = FakeTarget.start((request, out) -> never.take().isEmpty());
                var gate = Gate.to(target)
                        .with(settings -> new gateway.transport.TransportSettings(
                                settings.bind(), 1, settings.client(), TestLimits.connections(settings.target(), 1, 1)))
                        .open();
                var first = gate.client();
                var second = gate.client();
                var third = gate.client()) {
            first.ask("GET /t/x");
            target.next();
            second.ask("GET /t/x");
            var answer = third.ask("GET /t/x").answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("retry-after")).isEqualTo("1");
            assertThat(second.answer().status()).isEqualTo(503); // after its wait
        }
    }
}
