// SPDX-License-Identifier: Apache-2.0
package policy.protocols.json;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.member;
import static policy.protocols.Given.shown;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.json.StrictJson.Parsed;
import policy.runtime.request.Value;

class OpenJsonTest {

    private static Value open(String json) {
        return switch (StrictJson.parse(json)) {
            case Parsed.Tree tree -> OpenJson.of(tree.root(), "the body");
            case Parsed.Malformed malformed -> new Value.Undetermined(malformed.because());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"a":"x"}                    | a   | x
        {"a":{"b":{"c":7}}}          | a/b/c | 7
        {"a":[1,"x",true]}           | a   | 1 x true
        {"a":[{"b":1},{"b":2}]}      | a   | {b: 1} {b: 2}
        {"a":null}                   | a   | -
        {"a":1}                      | b   | ?
        {"a":"x"}                    | a/b | ?
        {"a-b":1}                    | a-b | 1
        {"\\u0061":1}                | a   | 1
        {"a":-0}                     | a   | 0
        {"a":1.0}                    | a   | 1
        {"a":1e3}                    | a   | 1000
        {"a":12.5e1}                 | a   | 125
        {"a":0e99999}                | a   | 0
        {"a":1.5}                    | a   | !a number is not whole
        {"a":1e-400}                 | a   | !a number is not whole
        {"a":9223372036854775807}    | a   | 9223372036854775807
        {"a":-9223372036854775808}   | a   | -9223372036854775808
        {"a":9223372036854775808}    | a   | !a number has more than 64 bits
        {"a":1e999999999}            | a   | !a number has more than 64 bits
        {"a":1,"A":2}                | a   | !names of members differ in case only, which targets read differently
        {"pass":1,"paſſ":2}          | pass | !names of members differ in case only, which targets read differently
        {"a":1,"A":2,"b":3}          | b   | 3
        [1]                          | a   | !the body is not a JSON object
        "a"                          | a   | !the body is not a JSON object
        {"a":1,"a":2}                | a   | !the body names a field twice (line 1, column 11)
        """)
    void reads(String json, String path, String expected) {
        assertThat(member(open(json), path)).isEqualTo(expected);
    }

    @Test
    void whatIsTooDeepIsUndeterminedInItsPlace() {
        String deep = "{\"n\":".repeat(OpenJson.MAX_DEPTH) + "{}" + "}".repeat(OpenJson.MAX_DEPTH);
        Value open = open("{\"a\":1,\"d\":" + deep.substring(5, deep.length() - 1) + "}");

        assertThat(member(open, "a")).isEqualTo("1");
        assertThat(member(open(deep), "n/".repeat(OpenJson.MAX_DEPTH - 1) + "n"))
                .isEqualTo("!a member is nested more than 32 deep");
        assertThat(member(open, "d/" + "n/".repeat(OpenJson.MAX_DEPTH - 2) + "n"))
                .isEqualTo("!a member is nested more than 32 deep");
    }

    @Test
    void whatIsTooLongIsUndeterminedInItsPlace() {
        Value open = open("{\"a\":\"%s\",\"b\":\"%s\"}"
                .formatted("x".repeat(OpenJson.MAX_CHARS), "x".repeat(OpenJson.MAX_CHARS + 1)));

        assertThat(member(open, "a")).hasSize(OpenJson.MAX_CHARS);
        assertThat(member(open, "b")).isEqualTo("!a text is longer than 65536 characters");
    }

    @ParameterizedTest
    @CsvSource({"9999, 9999", "10000, '!the body has more than 10000 members'"})
    void tooManyMembersAreUndeterminedAltogether(int items, String expected) {
        String list = IntStream.range(0, items).mapToObj(_ -> "1").collect(Collectors.joining(","));
        String members =
                IntStream.rangeClosed(0, items).mapToObj("\"m%d\":1"::formatted).collect(Collectors.joining(","));

        Value open = open("{\"a\":[" + list + "]}");
        assertThat(
                        open instanceof Value.Fields fields && fields.fields().get("a") instanceof Value.Many many
                                ? Integer.toString(many.items().size())
                                : shown(open))
                .isEqualTo(expected);
        assertThat(open("{" + members + "}") instanceof Value.Fields).isEqualTo(!expected.startsWith("!"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "{", "}", "[", "]", "\"a\":", "\"A\":", "\"ſ\":", "1", "1.5", "1e999999999", "null", ",", "\"")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void nothingThrows(@ForAll("texts") String text) {
        assertThat(open(text)).isInstanceOfAny(Value.Fields.class, Value.Undetermined.class);
        assertThat(open("{\"a\":" + text + "}")).isInstanceOfAny(Value.Fields.class, Value.Undetermined.class);
    }
}
