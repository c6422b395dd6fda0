// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;

/// Targets that show what they were sent: their credential is not for the caller.
class EchoedCredentialTest {

    private static final String SECRET = "target-secret"; // of Gate.TARGET_CREDENTIAL

    private static final Obligation MASK = new Obligation.Mask(
            new Rule(Effect.MASK, "p", "m", "p.hpol:1:1"),
            new Obligation.Hidden.Entities(new TreeSet<>(List.of("email"))),
            new Obligation.Transform.Redact());

    /// Shows the head of each request as JSON, in a body cut into chunks of so many bytes, and in a field.
    private static FakeTarget showing(int chunk) {
        return FakeTarget.start((request, out) -> {
            String shown = "{\"authorization\":\"" + request.field("authorization") + "\"}";
            var reply = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Got: "
                    + request.field("authorization") + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            out.write(reply.toString().getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; at < shown.length(); at += chunk) {
                String part = shown.substring(at, Math.min(shown.length(), at + chunk));
                out.write((Integer.toHexString(part.length()) + "\r\n" + part + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 1000})
    void isHiddenInBodyAndFields(int chunk) throws Exception {
        try (var target = showing(chunk);
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.text()).isEqualTo("{\"authorization\":\"Bearer *************\"}");
            assertThat(answer.field("x-got")).isEqualTo("Bearer *************");
            assertThat(gate.outcome().masked()).isEqualTo(Map.of("target_credential", 2));
            assertThat(target.next().field("authorization")).isEqualTo("Bearer " + SECRET);
        }
    }

    @Test
    void isHiddenBesideAMaskOfPolicy() throws Exception {
        try (var target = showing(5);
                var gate = Gate.to(target)
                        .deciding(request -> new Decision.Permit(Gate.BASIS, List.of(MASK)))
                        .masking((reply, obligations) -> reply.masked(DigitsMask::new))
                        .open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().text())
                    .isEqualTo("{\"authorization\":\"Bearer *************\"}");
        }
    }

    @Test
    void lengthsStayTrue() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    String shown = "got " + request.field("authorization");
                    out.write(("HTTP/1.1 401 Unauthorized\r\nContent-Type: image/png\r\nContent-Length: "
                                    + shown.length() + "\r\n\r\n" + shown)
                            .getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) {
                var answer = client.ask("GET /t/x").answer();
                assertThat(answer.text()).isEqualTo("got Bearer *************");
                assertThat(answer.complete()).isTrue();
            }
        }
    }

    @Test
    void isHiddenInEarlyHints() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 103 Early Hints\r\nLink: </a?" + SECRET + ">; rel=preload\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().field("link")).doesNotContain(SECRET);
        }
    }

    /// Compressed, it could not be seen.
    @Test
    void noCompressionIsAskedFor() throws Exception {
        try (var target = showing(1000);
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            client.ask("GET /t/x", "Accept-Encoding: gzip", "Range: bytes=0-9").answer();
            var request = target.next();
            assertThat(request.field("accept-encoding")).isEqualTo("identity");
            assertThat(request.field("range")).as("downloads go on in parts").isEqualTo("bytes=0-9");
        }
    }
}
