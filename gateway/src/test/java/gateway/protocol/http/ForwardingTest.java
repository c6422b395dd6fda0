// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.exchange.Outcome.Ending;
import org.junit.jupiter.api.Test;

class ForwardingTest {

    @Test
    void getGoesThroughAndComesBack() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Own: 1\r\n\r\nhello");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/things?q=1").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.field("x-own")).isEqualTo("1");
            assertThat(target.next().line()).isEqualTo("GET /things?q=1 HTTP/1.1");
            assertThat(gate.outcome().ending()).isEqualTo(Ending.COMPLETE);
        }
    }

    @Test
    void postGoesThroughAndTheConnectionStays() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.ask("POST /t/echo", "Content-Length: 3")
                        .send("abc")
                        .answer();
                assertThat(answer.text()).isEqualTo("abc");
            }
            assertThat(target.connections()).isEqualTo(1);
        }
    }
}
