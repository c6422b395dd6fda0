// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayList;
import java.util.List;
import policy.compiler.outline.OneLine;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.ast.Declaration.TestDeclaration;

/// What is another in a test. No decision depends on it.
final class TestChange {

    private TestChange() {}

    private record Part(String what, String text) {}

    static List<Detail> between(TestDeclaration before, TestDeclaration after) {
        return Pairs.of(
                        parts(before),
                        parts(after),
                        Part::toString,
                        (was, is) -> was.what().equals(is.what()) ? 1 : 0)
                .stream()
                .map(pair -> Detail.of(
                        pair.after().or(pair::before).orElseThrow().what(),
                        pair.before().map(Part::text),
                        pair.after().map(Part::text),
                        Risk.NEUTRAL))
                .toList();
    }

    private static List<Part> parts(TestDeclaration test) {
        var parts = new ArrayList<Part>();
        test.table().ifPresent(table -> parts.add(new Part("for", text(table))));
        for (Given given : test.givens()) {
            parts.add(new Part(given.part().text(), OneLine.of(given.value().span())));
        }
        for (Expectation expectation : test.expectations()) {
            parts.add(new Part("expect", OneLine.of(expectation.span())));
        }
        return parts;
    }

    private static String text(Table table) {
        List<String> names = table.names().stream().map(name -> name.text()).toList();
        List<String> rows =
                table.rows().stream().map(row -> OneLine.of(row.span())).toList();
        return String.join(", ", names) + " in [" + String.join(", ", rows) + "]";
    }
}
