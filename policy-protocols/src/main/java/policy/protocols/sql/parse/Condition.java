// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;

/// A condition as PostgreSQL's precedence has it: OR of ANDs of tests.
///
/// The grammar keeps expressions flat; this is the one place where precedence matters.
sealed interface Condition {

    /// One of them is enough.
    record Any(List<Condition> arms) implements Condition {}

    /// All of them are needed.
    record All(List<Condition> arms) implements Condition {}

    record Not(Condition condition) implements Condition {}

    /// A part, or parts with operators between them: `a`, `a = b + 1`, `a BETWEEN 1 AND 2`.
    ///
    /// @param infixes one fewer than the parts
    record Test(List<Grammar.PartContext> parts, List<Grammar.InfixContext> infixes) implements Condition {}

    static Condition of(Grammar.ExpressionContext expression) {
        // Asked for once: the tree looks through all its children each time.
        List<Grammar.InfixContext> written = expression.infix();
        List<Grammar.PartContext> operands = expression.part();
        var any = new ArrayList<Condition>();
        var all = new ArrayList<Condition>();
        var parts = new ArrayList<>(List.of(operands.getFirst()));
        var infixes = new ArrayList<Grammar.InfixContext>();
        boolean between = false;
        for (int i = 0; i < written.size(); i++) {
            Grammar.InfixContext infix = written.get(i);
            boolean or = infix.OR() != null;
            if (or || (infix.AND() != null && !between)) {
                all.add(test(parts, infixes));
                if (or) {
                    any.add(joined(all));
                    all.clear();
                }
                parts.clear();
                infixes.clear();
            } else {
                // The first AND behind BETWEEN belongs to it.
                between = infix.BETWEEN() != null || (between && infix.AND() == null);
                infixes.add(infix);
            }
            parts.add(operands.get(i + 1));
        }
        all.add(test(parts, infixes));
        any.add(joined(all));
        return any.size() == 1 ? any.getFirst() : new Any(List.copyOf(any));
    }

    private static Condition joined(List<Condition> all) {
        return all.size() == 1 ? all.getFirst() : new All(List.copyOf(all));
    }

    private static Condition test(List<Grammar.PartContext> parts, List<Grammar.InfixContext> infixes) {
        Grammar.PartContext first = parts.getFirst();
        Condition test = parts.size() == 1 ? single(first) : new Test(List.copyOf(parts), List.copyOf(infixes));
        long negations =
                first.prefix().stream().filter(prefix -> prefix.NOT() != null).count();
        return negations % 2 == 0 ? test : new Not(test);
    }

    /// A condition in parentheses is itself a condition.
    private static Condition single(Grammar.PartContext part) {
        Grammar.ParenthesizedContext inner = part.operand().parenthesized();
        boolean plain = part.suffix().isEmpty()
                && part.prefix().stream().allMatch(prefix -> prefix.NOT() != null)
                && inner != null
                && part.operand().getChildCount() == 1;
        return plain
                        && inner.expressions() != null
                        && inner.derivedRest() == null
                        && inner.expressions().expression().size() == 1
                ? of(inner.expressions().expression(0))
                : new Test(List.of(part), List.of());
    }

    /// Whether a part of the tree is of a kind, at any depth.
    static boolean holds(ParseTree tree, Class<? extends ParseTree> kind) {
        if (kind.isInstance(tree)) {
            return true;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            if (holds(tree.getChild(i), kind)) {
                return true;
            }
        }
        return false;
    }
}
