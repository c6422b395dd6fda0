// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;

class RequestShapeTest {

    private static Optional<List<String>> shape(String path, String query, String type, String body) {
        List<Header> fields = type.isEmpty() ? List.of() : List.of(new Header("content-type", type));
        Body content = body.isEmpty() ? Body.None.NONE : new Body.Whole(body.getBytes(StandardCharsets.UTF_8));
        return RequestShape.of(new HttpMessage("POST", "h", path, query, fields, content), fields, body);
    }

    private static Optional<List<String>> json(String body) {
        return shape("/x", "", "application/json", body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"amount\": 5}                         | {\"amount\": 5000}",
                "{\"id\":\"a-1\"}                      | { \"id\" : \"b@c.example\" }",
                "{\"lines\":[{\"id\":\"x\",\"n\":1}]} | {\"lines\":[{\"id\":\"y\",\"n\":2}]}",
                "[1,2]                                     | [3,4]",
                "7                                         | 8",
            })
    void plainValuesAreLeftOut(String one, String other) {
        assertThat(json(one)).isPresent().isEqualTo(json(other));
    }

    /// Abuse 12: a grant that generalises to a wrapper.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"command\":\"ls\"}                  | {\"command\":\"reboot\"}",
                "{\"shell_command\":\"ls\"}            | {\"shell_command\":\"reboot\"}",
                "{\"shellCommand\":\"ls\"}             | {\"shellCommand\":\"reboot\"}",
                "{\"x\":[\"ls\",\"-l\"]}             | {\"x\":[\"sh\",\"-c\"]}",
                "{\"runscript\":\"ls\"}                | {\"runscript\":\"reboot\"}",
                "{\"\uff43md\":\"ls\"}                | {\"\uff43md\":\"reboot\"}",
                "{\"exec\":{\"x\":\"ls\"}}           | {\"exec\":{\"x\":\"sh\"}}",
                "{\"x\":\"SELECT 1\"}                  | {\"x\":\"DROP TABLE cards\"}",
                "{\"x\":\"a;b\"}                       | {\"x\":\"a;c\"}",
                "{\"x\":\"$(a)\"}                      | {\"x\":\"$(b)\"}",
                "{\"path\":\"a\"}                      | {\"path\":\"b\"}",
                "{\"x\":\"../a\"}                      | {\"x\":\"../b\"}",
                "{\"prompt\":\"hello\"}                | {\"prompt\":\"delete\"}",
                "{\"force\":false}                       | {\"force\":true}",
                "{\"x\":null}                            | {\"x\":1}",
                "{\"x\":1}                               | {\"x\":\"1\"}",
                "{\"x\":1}                               | {\"y\":1}",
                "{\"x\":1}                               | {\"x\":1,\"y\":1}",
                "[1]                                       | [1,2]",
                "{\"role\":5}                            | {\"role\":6}",
            })
    void whateverMayBeMoreThanAValueStays(String one, String other) {
        assertThat(json(one)).isPresent().isNotEqualTo(json(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "application/json | {\"a\":1,\"a\":2}",
                "application/json | {\"a\":1",
                "application/json | {} {}",
                "text/plain       | psql -c DROP",
                "application/x-www-form-urlencoded | cmd=ls",
                "''               | {\"a\":1}",
            })
    void whatIsNotOneJsonValueHasNoShape(String type, String body) {
        assertThat(shape("/x", "", type.equals("''") ? "" : type, body)).isEmpty();
    }

    @Test
    void queriesKeepTheirNamesAndWhatIsNotPlain() {
        assertThat(shape("/x", "id=1&n=2", "", "")).isEqualTo(shape("/x", "id=7&n=8", "", ""));
        assertThat(shape("/x", "id=1", "", ""))
                .isNotEqualTo(shape("/x", "id=%24%28a%29", "", ""))
                .isNotEqualTo(shape("/x", "ID=1", "", ""))
                .isNotEqualTo(shape("/x", "id=1&id=2", "", ""))
                .isNotEqualTo(shape("/y", "id=1", "", ""));
        assertThat(shape("/x", "cmd=ls", "", "")).isNotEqualTo(shape("/x", "cmd=reboot", "", ""));
        assertThat(shape("/x", "%63md=ls", "", "")).isNotEqualTo(shape("/x", "%63md=reboot", "", ""));
    }

    @Test
    void headerFieldsStay() {
        var message = new HttpMessage("GET", "h", "/x", "", List.of(), Body.None.NONE);
        var first = RequestShape.of(message, List.of(new Header("x-tenant", "a")), "");
        assertThat(RequestShape.of(message, List.of(new Header("x-tenant", "b")), ""))
                .isNotEqualTo(first);
        var key = RequestShape.of(message, List.of(new Header("idempotency-key", "1")), "");
        assertThat(RequestShape.of(message, List.of(new Header("idempotency-key", "2")), ""))
                .isEqualTo(key);
    }
}
