// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.changes.Change.What;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// What is told of two texts, and which way it points.
final class DifferenceTest {

    private static Difference between(String before, String after) {
        return Difference.between(set("policy a\n" + before), set("policy a\n" + after));
    }

    private static SourceSet set(String text) {
        return SourceSet.of(List.of(new Source("a.hpol", text)), Map.of());
    }

    private static String rule(String clauses) {
        int brace = clauses.indexOf(' ');
        return clauses.substring(0, brace) + " r on http {" + clauses.substring(brace) + " }";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Conditions: fewer of them, or weaker ones, make a rule apply to more.
                "allow when x == 1                      | allow when x == 1 and y == 2              | NARROWS",
                "allow when x == 1 and y == 2           | allow when x == 1                         | WIDENS",
                "deny when x == 1                       | deny when x == 1 and y == 2               | WIDENS",
                "deny when x == 1 when y == 2           | deny when y == 2                          | NARROWS",
                "deny when x == 1                       | deny when x == 1 unless y == 2            | WIDENS",
                "deny when x == 1 unless y == 2         | deny when x == 1                          | NARROWS",
                "allow unless x == 1                    | allow unless x == 1 or y == 2             | NARROWS",
                "deny when x == 1                       | deny when x == 1 or y == 2                | NARROWS",
                "deny when x == 1 or y == 2             | deny when x == 1                          | WIDENS",
                "approve when x == 1                    | approve when x == 2                       | EITHER",
                "deny when x in [1, 2]                  | deny when x in [1]                        | WIDENS",
                "deny when x == 1                       | deny when x in [1, 2]                     | NARROWS",
                "deny when x in [1, 2]                  | deny when x in [1, 3]                     | EITHER",
                "deny when not x in [1, 2]              | deny when not x in [1]                    | NARROWS",
                "allow unless x in [1, 2]               | allow unless x in [1]                     | WIDENS",
                "deny when x finds [email]              | deny when x finds [email, iban]           | NARROWS",
                "deny when x > 4MiB                     | deny when x > 8MiB                        | WIDENS",
                "allow when x < 5m                      | allow when x < 1h                         | WIDENS",
                "limit when x <= 5 at most 3 tokens per 1h | limit when x <= 4 at most 3 tokens per 1h | WIDENS",
                // What a rule demands.
                "approve ask 2 of group(`a`)            | approve ask 1 of group(`a`)               | WIDENS",
                "approve ask 1 of group(`a`)            | approve ask 1 of group(`b`)               | EITHER",
                "approve ask 1 of group(`a`)            | approve ask 1 of group(`a`) ask 1 of group(`b`) | NARROWS",
                "approve reason required                | approve durable                           | WIDENS",
                "approve within 5m                      | approve within 10m                        | WIDENS",
                "approve grant once                     | approve grant for 5m of same_shape        | WIDENS",
                "approve grant for 9m of same_shape     | approve grant for 5m of same_shape        | NARROWS",
                "approve channel at least sso           | approve channel at least webauthn         | NARROWS",
                "mask find email, iban as redact        | mask find email as redact                 | WIDENS",
                "mask find email as hash                | mask find email as redact                 | NARROWS",
                "mask column `a.b` as partial(last: 4)  | mask column `a.b` as partial(last: 2)     | NARROWS",
                "mask find email, iban as hash          | mask find email as redact                 | EITHER",
                "limit at most 5 tokens per 1h          | limit at most 9 tokens per 1h             | WIDENS",
                "limit at most 5 tokens per 1h          | limit at most 5 tokens per 2h             | EITHER",
                "record keep full                       | record keep decision                      | EITHER",
                // Words.
                "deny because `a`                       | deny because `b`                          | NEUTRAL",
                "deny help `a`                          | deny because `b`                          | NEUTRAL",
                // The effect itself.
                "allow when x == 1                      | deny when x == 1                          | NARROWS",
                "deny when x == 1                       | approve when x == 1                       | WIDENS",
                "mask find email as hash                | record keep full                          | WIDENS",
            })
    void a_changed_rule_points_one_way(String before, String after, Risk risk) {
        Difference difference = between(rule(before.replace('`', '"')), rule(after.replace('`', '"')));
        assertThat(difference.before().unread()).isEmpty();
        assertThat(difference.after().unread()).isEmpty();
        assertThat(difference.changes()).hasSize(1);
        assertThat(difference.changes().getFirst().what()).isEqualTo(What.CHANGED);
        assertThat(difference.changes().getFirst().risk()).isEqualTo(risk);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow r on http {}          | WIDENS  | NARROWS",
                "deny r on http {}           | NARROWS | WIDENS",
                "approve r on http {}        | NARROWS | WIDENS",
                "mask r on http {}           | NARROWS | WIDENS",
                "observe deny r on http {}   | NEUTRAL | NEUTRAL",
                "invariant i on http { x == 1 implies deny } | NARROWS | WIDENS",
                "let x = 1                   | NEUTRAL | NEUTRAL",
                "test \"t\" { expect deny }  | NEUTRAL | NEUTRAL",
                "import b                    | NEUTRAL | NEUTRAL",
            })
    void what_comes_and_goes_points_one_way(String text, Risk added, Risk removed) {
        assertThat(between("", text).changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(What.ADDED);
            assertThat(change.risk()).isEqualTo(added);
        });
        assertThat(between(text, "").changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(What.REMOVED);
            assertThat(change.risk()).isEqualTo(removed);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deny r on http { when x == 1 }  | observe deny r on http { when x == 1 } | WIDENS",
                "observe allow r on http {}      | allow r on http {}                     | WIDENS",
                "deny r on http {}               | deny r on any {}                       | NARROWS",
                "deny r on any {}                | deny r on http {}                      | WIDENS",
                "deny r on http {}               | deny r on llm {}                       | EITHER",
            })
    void so_does_the_first_line_of_a_rule(String before, String after, Risk risk) {
        assertThat(between(before, after).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.risk()).isEqualTo(risk));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deny r on http { when x in names }           | WIDENS",
                "allow r on http { when x in names }          | NARROWS",
                "allow r on http { unless x in names }        | WIDENS",
                "deny r on http { when not x in names }       | NARROWS",
                "deny r on http { when x in names and not y in names } | WIDENS",
                "deny r on http { when names contains x }     | EITHER",
                "let known = x in names deny r on http { unless known } | NARROWS",
                "let known = not x in names deny r on http { unless known } | WIDENS",
                "deny r on http { when x intersects names }   | WIDENS",
                "deny r on http { when some t in names satisfies t == x } | WIDENS",
                "deny r on http { when every t in names satisfies t == x } | NARROWS",
                "deny r on http { when f(names) }             | EITHER",
                "observe deny r on http { when x in names }   | NEUTRAL",
                "deny r on http { when x == 1 }               | NEUTRAL",
            })
    void a_shorter_list_points_where_its_users_do(String user, Risk risk) {
        Difference difference = between("let names = [1, 2]\n" + user, "let names = [1]\n" + user);
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.risk()).isEqualTo(risk);
            assertThat(change.details())
                    .singleElement()
                    .satisfies(detail -> assertThat(detail.entries()).isEqualTo(new Entries(List.of(), List.of("2"))));
        });
    }

    @Test
    void a_list_of_another_policy_is_followed_behind_its_alias() {
        String user = "policy b\nimport a as c\ndeny r on http { when x in c.names }";
        Difference difference = Difference.between(
                SourceSet.of(
                        List.of(
                                new Source("a.hpol", "policy a\nlist names from \"n.txt\""),
                                new Source("b.hpol", user)),
                        Map.of("n.txt", "one\ntwo\n".getBytes(StandardCharsets.UTF_8))),
                SourceSet.of(
                        List.of(
                                new Source("a.hpol", "policy a\nlist names from \"n.txt\""),
                                new Source("b.hpol", user)),
                        Map.of("n.txt", "two\nthree\nfour".getBytes(StandardCharsets.UTF_8))));
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.users()).containsExactly("b.r");
            assertThat(change.risk()).isEqualTo(Risk.EITHER);
            assertThat(change.details().getFirst().entries())
                    .isEqualTo(new Entries(List.of("three", "four"), List.of("one")));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow r on http { when x == 1 }         | allow  r  on http {  when x==1 // why\\n }",
                "allow r on http { when x == 1 and y }   | allow r on http { when y when x == 1 }",
                "allow r on http { unless x or y }       | allow r on http { unless y unless x }",
                "let a = [1, 2] let b = 2                | let b = 2\\nlet a = [\\n 1,\\n 2,\\n]",
            })
    void layout_order_and_grouping_are_no_change(String before, String after) {
        Difference difference = between(before, after.replace("\\n", "\n"));
        assertThat(difference.changes()).isEmpty();
        assertThat(difference.restyled()).containsExactly("a.hpol");
    }

    @Test
    void a_rule_under_another_name_is_the_same_rule() {
        assertThat(between("allow a on http { when x }", "allow b on http { when x }")
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.what()).isEqualTo(What.MOVED);
                    assertThat(change.before().orElseThrow().id()).isEqualTo("a.a");
                    assertThat(change.after().orElseThrow().id()).isEqualTo("a.b");
                });
    }

    @Test
    void a_rule_in_another_policy_may_mean_something_else() {
        Difference difference = Difference.between(
                set("policy a\nallow r on http { when x }"), set("policy b\nallow r on http { when x }"));
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo(What.MOVED);
            assertThat(change.risk()).isEqualTo(Risk.EITHER);
        });
    }

    @Test
    void documentation_is_told_and_changes_no_decision() {
        Change change = between("/// Old.\nallow r on http {}", "/// New.\nallow r on http {}")
                .changes()
                .getFirst();
        assertThat(change.details()).containsExactly(Detail.changed("documentation", "Old.", "New.", Risk.NEUTRAL));
    }

    @Test
    void what_does_not_parse_is_left_out_and_told() {
        Difference difference =
                between("allow r on http {}", "allow r on http {}\ndeny s on http { when == == 1 }\nlet x = 1");
        assertThat(difference.after().unread()).hasSize(1);
        assertThat(difference.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.item().id()).isEqualTo("a.x"));
    }

    @Test
    void what_widens_comes_first() {
        Difference difference = between(
                "deny d on http { when x }\nlet n = 1\ntest \"t\" { expect deny }",
                "allow a on http { when x }\ndeny e on http { when y }\nlet n = 2\ntest \"t\" { expect allow }");
        assertThat(difference.changes().stream().map(change -> change.item().id()))
                .containsExactly("a.a", "a.d", "a.e", "a.n", "t");
    }
}
