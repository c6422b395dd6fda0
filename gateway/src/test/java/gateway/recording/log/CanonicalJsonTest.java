// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ }                                       | {}",
                "[ ]                                       | []",
                "{\"b\": 1, \"a\": [true, false, null]}    | {\"a\":[true,false,null],\"b\":1}",
                "{\"aa\": 1, \"a\": 2, \"B\": 3}           | {\"B\":3,\"a\":2,\"aa\":1}",
                "{\"a\": {\"d\": 1, \"c\": {}}}            | {\"a\":{\"c\":{},\"d\":1}}",
                "[-0, 10, -9007199254740991]               | [0,10,-9007199254740991]",
                "\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\" | \"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"",
                "\"\\b\\t\\n\\f\\r\\u007f\\u2028\"         | \"\\b\\t\\n\\f\\r\u007f\u2028\"",
                "\"\\uD83D\\uDE02\"                        | \"😂\"",
            })
    void writesTheCanonicalForm(String json, String canonical) throws Exception {
        assertThat(encode(json)).isEqualTo(canonical);
    }

    /// The example of RFC 8785 section 3.2.3: names sort by UTF-16 code units, not by code points.
    @Test
    void sortsNamesAsTheRfcDoes() throws Exception {
        String json = """
            {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
             "\\u00f6": "Latin Small Letter O With Diaeresis"}\
            """;

        assertThat(encode(json))
                .containsSubsequence(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9007199254740992", "-9007199254740992", "1e400", "\"\\ud800\"", "\"a\\udc00b\""})
    void refusesWhatHasNoExactForm(String json) {
        assertThatThrownBy(() -> encode(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void theNumberFallsIntoItsPlace(@ForAll @LongRange(min = 0) long number) throws Exception {
        Leaf leaf = Leaf.of((ObjectNode) JSON.readTree("{\"m\":{\"n\":\"x\"},\"o\":[1]}"));
        byte[] target = new byte[leaf.maxBytes() + 3];

        int length = leaf.writeTo(target, 3, number);

        assertThat(new String(target, 3, length, StandardCharsets.UTF_8))
                .isEqualTo("{\"m\":{\"n\":\"x\"},\"n\":" + number + ",\"o\":[1]}");
    }

    @Property(tries = 300)
    void readsBackAsItWas(@ForAll String text) throws Exception {
        var node = JSON.createObjectNode().put("text", text.replaceAll("[\\ud800-\\udfff]", ""));

        assertThat(JSON.readTree(CanonicalJson.encode(node))).isEqualTo(node);
    }

    private static String encode(String json) throws Exception {
        return new String(CanonicalJson.encode(JSON.readTree(json)), StandardCharsets.UTF_8);
    }
}
