// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;

/// Names of any words whatever.
final class NameIndexTest {

    private static final List<String> WORDS = List.of(
            "policy a\n",
            "policy b.c\n",
            "import b.c\n",
            "import a as x\n",
            "let ",
            "list ",
            "n ",
            "m ",
            "x.n ",
            "c.m ",
            "(n) ",
            "(n, m) ",
            "= ",
            "from \"f.txt\"\n",
            "[n, m] ",
            "n ",
            "\n",
            "allow ",
            "on http {\n",
            "when ",
            "}\n",
            "some n in m satisfies ",
            "n.a == 1 ",
            "m[\"k\"] ",
            "and ",
            "not ",
            "test \"t\" for n in [1] {\n",
            "http { a: n } ",
            "expect allow by n\n",
            "invariant n on any { n implies deny }\n",
            "é-ü ",
            "n.. ",
            "\"");

    @Property(tries = 500)
    void every_occurrence_is_its_name(@ForAll("programs") String one, @ForAll("programs") String other) {
        NameIndex index = NameIndex.of(List.of(
                parsed("one.hpol", one).file(), parsed("two.hpol", other).file()));
        assertThat(index.all()).allSatisfy(occurrence -> {
            assertThat(occurrence.span().text()).isEqualTo(occurrence.symbol().name());
            assertThat(index.declarations(occurrence.symbol())).isNotEmpty();
            assertThat(index.of(occurrence.symbol())).contains(occurrence);
        });
    }

    @Property(tries = 500)
    void a_renaming_changes_all_of_one_name_and_nothing_else(@ForAll("declarations") String text) {
        Parsed parsed = parsed("one.hpol", text);
        assertThat(parsed.hasErrors()).as(text).isFalse();
        NameIndex index = NameIndex.of(List.of(parsed.file()));
        for (Occurrence one : index.all()) {
            List<Edit> edits;
            try {
                edits = new Renaming(List.of(parsed), index, Set.of("http")).rename(one.symbol(), "another");
            } catch (Refused refused) {
                assertThat(refused).hasMessageContaining("`another`");
                continue;
            }
            Parsed renamed = Parser.parse(Renaming.edited(parsed.file().span().source(), edits));
            NameIndex after = NameIndex.of(List.of(renamed.file()));
            assertThat(sizes(after)).isEqualTo(sizes(index));
            assertThat(after.all()).anyMatch(other -> other.symbol().name().equals("another"));
        }
    }

    /// How often each symbol occurs, those that occur less first.
    private static List<Integer> sizes(NameIndex index) {
        return index.all().stream()
                .map(Occurrence::symbol)
                .distinct()
                .map(symbol -> index.of(symbol).size())
                .sorted()
                .toList();
    }

    private static Parsed parsed(String name, String text) {
        return Parser.parse(new Source(name, text));
    }

    private static final List<String> DECLARATIONS = List.of(
            "import a as n",
            "import b.m",
            "let n = [\"x\", m]",
            "let m = n",
            "let n(m) = m in n",
            "let m(n) = m(n)",
            "list n from \"f.txt\"",
            "allow n on http { when n and n.m and m(\"x\") }",
            "deny m on http { when some n in m satisfies n == m and m.n == n.m }",
            "test \"t\" for n in [m, another] { http { a: n, b: m } expect allow by n, no mask by m }",
            "invariant another on any { n implies deny }");

    @Provide
    Arbitrary<String> declarations() {
        return Arbitraries.of(DECLARATIONS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(all -> "policy a\n\n" + String.join("\n", all) + "\n");
    }

    @Provide
    Arbitrary<String> programs() {
        return Arbitraries.of(WORDS).list().ofMaxSize(40).map(words -> "policy a\n" + String.join("", words));
    }
}
