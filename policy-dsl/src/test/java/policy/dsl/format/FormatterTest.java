// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;

/// How single things look; whole files stand in the golden files (`.fmt`).
final class FormatterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a or (b and c)                      | a or (b and c)
        a or b and c                        | a or (b and c)
        (a or b) and c                      | (a or b) and c
        (((a)))                             | a
        a and (b and c)                     | a and (b and c)
        not a == b                          | not (a == b)
        not (a in b)                        | not a in b
        not ( not a )                       | not not a
        not (a and b)                       | not (a and b)
        (a == b) == c                       | (a == b) == c
        a  in[ "x" , "y" ]                  | a in ["x", "y"]
        [ ]                                 | []
        subject in group( "x" )             | subject in group("x")
        subject in group("x")and c          | subject in group("x") and c
        some x in y.z satisfies x == "a"    | some x in y.z satisfies x == "a"
        some x in(y)satisfies(x)            | some x in y satisfies x
        b and some x in y.z satisfies x == "a" or c | (b and (some x in y.z satisfies x == "a")) or c
        some x in y satisfies (a or b)      | some x in y satisfies (a or b)
        every x in y satisfies some z in x satisfies z | every x in y satisfies (some z in x satisfies z)
        t in   mon..fri  09:00..17:00 in "UTC" | t in mon..fri 09:00..17:00 in "UTC"
        h.headers[ "x-a" ][ "b" ] == "b"    | h.headers["x-a"]["b"] == "b"
        has   h.a                           | has h.a
        p.ok( "a" ,"b")                     | p.ok("a", "b")
        p.ok((a or b), c)                   | p.ok(a or b, c)
        h.size > 4MiB and c.age < 60m       | h.size > 4MiB and c.age < 60m
        a == "\\u{1f600} \\" // no comment" | a == "\\u{1f600} \\" // no comment"
        a matches r"\\"                     | a matches r"\\"
        a   starts   with "x"               | a starts with "x"
        a==1_000                            | a == 1_000
        """)
    void an_expression_is_written_in_one_way(String written, String formatted) {
        String text = format("policy p\nlet x = " + written + "\n");
        assertThat(text).startsWith("policy p\n\nlet x = " + formatted + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        policy p\\r\\nlet x = 5 // a\\r\\n           | policy p\\n\\nlet x = 5  // a\\n
        policy p                                     | policy p\\n
        \\n\\n\\npolicy p\\n\\n\\n\\n                | policy p\\n
        // a\\n\\n\\n// b\\npolicy p                 | // a\\n\\n// b\\npolicy p\\n
        /// a\\npolicy p                             | /// a\\npolicy p\\n
        policy // a\\n p                             | policy  // a\\n    p\\n
        policy p\\n// a  \\t\\n                      | policy p\\n\\n// a\\n
        policy p\\nlet x = (5 // a\\n)               | policy p\\n\\nlet x = 5  // a\\n
        policy p\\nlet x = (5\\n/// a\\n)\\nlet y = 1 | policy p\\n\\nlet x = 5\\n// a\\nlet y = 1\\n
        policy p\\nlet x = [a,\\nunless["k"],\\nwhen("k"),] | policy p\\n\\nlet x = [\\n    a,\\n    unless["k"],\\n    when("k"),\\n]\\n
        policy p\\n///a\\n\\nlet x = 1               | policy p\\n\\n/// a\\nlet x = 1\\n
        policy p\\n/// a\\n// b\\n/// c\\nlet x = 1  | policy p\\n\\n/// a\\n// b\\n/// c\\nlet x = 1\\n
        """)
    void a_file_is_written_in_one_way(String written, String formatted) {
        assertThat(format(written.translateEscapes())).isEqualTo(formatted.translateEscapes());
    }

    @Test
    void a_byte_order_mark_goes() {
        assertThat(format("\uFEFF// a\npolicy p\n")).isEqualTo("// a\npolicy p\n");
    }

    private static String format(String text) {
        return Formatter.format(Parser.parse(new Source("a.hpol", text))).orElseThrow();
    }
}
