// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// On which side of a value the tests of a condition are true of a column, to find conditions that between
/// them leave nothing out: `id = 1 OR id <> 1`, `id < 5 OR id >= 5`, `paid OR NOT paid`.
final class Sides {

    private enum Side {
        AT,
        BELOW,
        ABOVE,
        NOT_AT;

        Side opposite() {
            return switch (this) {
                case AT -> NOT_AT;
                case NOT_AT -> AT;
                case BELOW -> ABOVE;
                case ABOVE -> BELOW;
            };
        }

        /// Two that are not an equality of each may together be true of everything.
        boolean mayComplete(Side other) {
            return this == NOT_AT || other == NOT_AT || (this == BELOW && other == ABOVE);
        }
    }

    private final Scope scope;
    private final Whole whole;

    Sides(Scope scope, Whole whole) {
        this.scope = scope;
        this.whole = whole;
    }

    /// @param negated whether the arms count by their opposites, as those of `NOT (a AND b)` do
    boolean mayCoverAll(List<Condition> arms, boolean negated) {
        var before = new HashMap<String, Set<Side>>();
        for (Condition arm : arms) {
            var found = new HashMap<String, Set<Side>>();
            collect(arm, negated, found);
            for (Map.Entry<String, Set<Side>> entry : found.entrySet()) {
                Set<Side> others = before.getOrDefault(entry.getKey(), Set.of());
                if (entry.getValue().stream()
                        .anyMatch(side -> others.stream()
                                .anyMatch(other -> side.mayComplete(other) || other.mayComplete(side)))) {
                    return true;
                }
            }
            found.forEach((column, sides) -> before.computeIfAbsent(column, _ -> EnumSet.noneOf(Side.class))
                    .addAll(sides));
        }
        return false;
    }

    private void collect(Condition condition, boolean negated, Map<String, Set<Side>> found) {
        switch (condition) {
            case Condition.Not not -> collect(not.condition(), !negated, found);
            case Condition.Any any -> any.arms().forEach(arm -> collect(arm, negated, found));
            case Condition.All all -> all.arms().forEach(arm -> collect(arm, negated, found));
            case Condition.Test test -> {
                Side side = side(test);
                // By its name alone: the same column may be written with and without its table.
                Column.all(test.parts(), scope, whole)
                        .forEach(column -> found.computeIfAbsent(column.name(), _ -> EnumSet.noneOf(Side.class))
                                .add(negated ? side.opposite() : side));
            }
        }
    }

    private Side side(Condition.Test test) {
        Side side = test.infixes().isEmpty() ? single(test.parts().getFirst()) : compared(test);
        boolean isFalse =
                test.parts().size() > 1 && test.parts().getLast().operand().FALSE() != null;
        return isFalse ? side.opposite() : side;
    }

    private static Side single(Grammar.PartContext part) {
        boolean not = part.suffix().stream()
                .anyMatch(s -> s.NOTNULL() != null || (s.IS() != null && (s.NOT() != null) != (s.FALSE() != null)));
        return not ? Side.NOT_AT : Side.AT;
    }

    private Side compared(Condition.Test test) {
        Grammar.InfixContext infix = test.infixes().stream()
                .filter(Bounds::compares)
                .findFirst()
                .orElse(test.infixes().getFirst());
        boolean distinct = infix.DISTINCT() != null;
        if (infix.operator() == null) {
            return (infix.NOT() != null) == distinct ? Side.AT : Side.NOT_AT;
        }
        String sign = infix.operator().getText();
        boolean reversed = Column.all(test.parts().subList(0, 1), scope, whole).isEmpty();
        return switch (sign) {
            case "<", "<=" -> reversed ? Side.ABOVE : Side.BELOW;
            case ">", ">=" -> reversed ? Side.BELOW : Side.ABOVE;
            default -> sign.startsWith("!") || sign.equals("<>") ? Side.NOT_AT : Side.AT;
        };
    }
}
