// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
    @ValueSource(strings = {"9007199254740992", "-9007199254740992", "\"\\ud800\"", "\"a\\udc00b\""})
    void refusesWhatHasNoExactForm(String json) {
        assertThatThrownBy(() -> encode(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"b, a", "a, a", "aa, a", "a, B"})
    void refusesNamesOutOfOrder(String first, String second) {
        var json = new CanonicalJson("").beginObject().put(first, 1);

        assertThatThrownBy(() -> json.name(second)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"m, o, 1", "m, m1, 2", "o, p, 0"})
    void theNumberFallsIntoItsPlace(String first, String second, int place) throws Exception {
        Leaf leaf = Leaf.of(json -> json.name(first)
                .beginObject()
                .put("n", "€")
                .endObject()
                .name(second)
                .beginArray()
                .number(1)
                .endArray());

        var names = new ArrayList<String>();
        JSON.readTree(CanonicalTree.encode(leaf, 1234567890123L)).fieldNames().forEachRemaining(names::add);
        assertThat(names).hasSize(3).element(place).isEqualTo("n");
    }

    @Property(tries = 200)
    void anyNumberDoes(@ForAll @LongRange(min = 0) long number) {
        Leaf leaf = Leaf.of(json -> json.put("m", "€").put("o", 1));

        assertThat(CanonicalTree.encode(leaf, number)).isEqualTo("{\"m\":\"€\",\"n\":" + number + ",\"o\":1}");
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isWhatSortingATreeGives(@ForAll("trees") JsonNode tree) throws Exception {
        assertThat(encode(tree)).isEqualTo(CanonicalTree.encode(tree));
        assertThat(CanonicalTree.encode(JSON.readTree(encode(tree)))).isEqualTo(encode(tree));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        Arbitrary<String> texts = Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .map(text -> text.replaceAll("[\\ud800-\\udfff]", "\"\\\\\n😂"));
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts.map(TextNode::valueOf),
                Arbitraries.longs()
                        .between(-CanonicalJson.LARGEST_NUMBER, CanonicalJson.LARGEST_NUMBER)
                        .map(LongNode::valueOf),
                Arbitraries.of(BooleanNode.TRUE, BooleanNode.FALSE, NullNode.instance));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list()
                                .ofMaxSize(4)
                                .map(items -> JSON.createArrayNode().addAll(items)),
                        Arbitraries.maps(texts, inner)
                                .ofMaxSize(5)
                                .map(members -> JSON.createObjectNode().setAll(members))),
                0,
                3);
    }

    private static String encode(String json) throws Exception {
        return encode(JSON.readTree(json));
    }

    private static String encode(JsonNode tree) {
        var json = new CanonicalJson("");
        write(json, tree);
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    private static void write(CanonicalJson json, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.beginObject();
                var members = new TreeMap<String, JsonNode>();
                node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                members.forEach((name, value) -> write(json.name(name), value));
                json.endObject();
            }
            case ARRAY -> {
                json.beginArray();
                node.forEach(item -> write(json, item));
                json.endArray();
            }
            case STRING -> json.text(node.textValue());
            case BOOLEAN -> json.truth(node.booleanValue());
            case NULL -> json.nothing();
            case NUMBER, BINARY, MISSING, POJO -> json.number(node.longValue());
        }
    }
}
