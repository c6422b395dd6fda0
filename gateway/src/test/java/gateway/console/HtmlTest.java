// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtmlTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "<b>,           &lt;b&gt;",
                "a & b,         a &amp; b",
                "\"x',          &quot;x&#39;",
                "{},            {}",
                "\u202Eabc,     ⟨U+202E⟩abc",
                "&lt;,          &amp;lt;",
            })
    void whatIsPutInIsText(String text, String shown) {
        assertThat(Html.of("<p title=\"{}\">{}</p>", text, text).text())
                .isEqualTo("<p title=\"" + shown + "\">" + shown + "</p>");
    }

    @Test
    void piecesStayPieces() {
        assertThat(Html.of("<div>{}</div>", Html.of("<p>{}</p>", "{}<")).text()).isEqualTo("<div><p>{}&lt;</p></div>");
    }

    @Test
    void everyPartHasAPlace() {
        assertThatThrownBy(() -> Html.of("{}", "a", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("{} {}", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "key=k&reason=a+b%26 | k | a b&",
                "key=k               | k | ~~",
                "key=k&key=k         | ~~ | ~~",
                "key=k&reason        | ~~ | ~~",
                "{\"key\":\"k\"}     | ~~ | ~~",
                "~~                  | ~~ | ~~",
                "a=&b=&c=&d=&e=&f=&g=&h=&i=&key=k   | k | ~~",
                "a=&b=&c=&d=&e=&f=&g=&h=&i=&j=&key=k | ~~ | ~~",
            })
    void aFormIsReadInOneWay(String body, String key, String reason) {
        Form form = Form.read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(Map.of("key", form.field("key"), "reason", form.field("reason")))
                .isEqualTo(Map.of("key", key, "reason", reason));
    }
}
