// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.List;
import java.util.Optional;
import policy.compiler.changes.Uses.Use;
import policy.compiler.outline.OneLine;
import policy.compiler.outline.Parts;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;

/// What is another in a let or a list, and which way that points in the rules that use it.
final class NameChange {

    private NameChange() {}

    /// @param uses all rules that use it, and how
    static List<Detail> between(LetDeclaration before, LetDeclaration after, List<Use> uses) {
        if (!names(before).equals(names(after))) {
            return List.of(Detail.changed("parameters", names(before), names(after), risk(uses, Direction.UNCLEAR)));
        }
        String was = OneLine.of(before.value().span());
        String is = OneLine.of(after.value().span());
        if (was.equals(is)) {
            return List.of();
        }
        if (before.value() instanceof Expression.ListLiteral(List<Expression> old, var _)
                && after.value() instanceof Expression.ListLiteral(List<Expression> now, var _)) {
            Entries entries = Entries.between(texts(old), texts(now));
            return List.of(
                    new Detail("value", Optional.of(was), Optional.of(is), entries, risk(uses, entries.direction())));
        }
        Entries entries = ConditionChange.entries(before.value(), after.value());
        Direction direction =
                isCondition(after.value()) ? ConditionChange.between(before.value(), after.value()) : Direction.UNCLEAR;
        return List.of(new Detail("value", Optional.of(was), Optional.of(is), entries, risk(uses, direction)));
    }

    private static String names(LetDeclaration let) {
        return String.join(", ", let.parameters().stream().map(Name::text).toList());
    }

    private static List<String> texts(List<Expression> items) {
        return items.stream().map(item -> OneLine.of(item.span())).toList();
    }

    private static boolean isCondition(Expression value) {
        return Parts.conjuncts(value).size() > 1
                || Parts.disjuncts(value).size() > 1
                || value instanceof Expression.Compare
                || value instanceof Expression.Not
                || value instanceof Expression.Quantified;
    }

    /// @param entries of the files that both name; nothing if one cannot be read
    static List<Detail> between(
            ListDeclaration before, ListDeclaration after, Optional<Entries> entries, List<Use> uses) {
        String was = from(before);
        String is = from(after);
        boolean same = was.equals(is);
        if (entries.isEmpty()) {
            return same ? List.of() : List.of(Detail.changed("from", was, is, risk(uses, Direction.UNCLEAR)));
        }
        if (same && entries.get().isEmpty()) {
            return List.of();
        }
        return List.of(new Detail(
                same ? "entries" : "from",
                Optional.of(was),
                Optional.of(is),
                entries.get(),
                risk(uses, entries.get().direction())));
    }

    private static String from(ListDeclaration list) {
        return list.file().span().text()
                + list.column()
                        .map((Text column) -> " column " + column.span().text())
                        .orElse("");
    }

    private static Risk risk(List<Use> uses, Direction direction) {
        return Risk.worst(uses.stream().map(use -> use.risk(direction)).toList());
    }
}
