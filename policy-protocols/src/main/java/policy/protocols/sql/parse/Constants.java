// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Constants that everything compares with in the same way: `LIKE '%'`, `~ '.*'`, `>= ''`, `@> '{}'`,
/// `IN (true, false)`.
final class Constants {

    /// Only signs of patterns, as LIKE and regular expressions write them, and classes that hold everything.
    private static final Pattern EVERYTHING = Pattern.compile("(?:[%_.*^$()?:|+\\[\\]{}]|\\\\[sSwWdD])*");

    private static final Set<String> EMPTY = Set.of("", "{}", "[]");

    private Constants() {}

    /// @param side the side of a comparison that names no column
    static boolean everything(List<Grammar.PartContext> side, Grammar.InfixContext comparison) {
        var constants = new ArrayList<TerminalNode>();
        side.forEach(part -> collect(part, constants));
        if (side.getFirst().operand().NULL() != null || bothTruths(constants)) {
            return true;
        }
        if (constants.stream().anyMatch(c -> Names.type(c) != Grammar.STRING) || constants.isEmpty()) {
            return false;
        }
        String sign = comparison.operator() == null ? "" : comparison.operator().getText();
        boolean pattern = sign.contains("~")
                || comparison.LIKE() != null
                || comparison.ILIKE() != null
                || comparison.SIMILAR() != null;
        return pattern
                ? constants.stream()
                        .allMatch(c -> EVERYTHING.matcher(c.getText()).matches())
                : !sign.equals("=") && !sign.isEmpty() && constants.stream().allMatch(c -> EMPTY.contains(c.getText()));
    }

    private static boolean bothTruths(List<TerminalNode> constants) {
        return constants.stream().anyMatch(c -> Names.type(c) == Grammar.TRUE)
                && constants.stream().anyMatch(c -> Names.type(c) == Grammar.FALSE);
    }

    /// Nothing is compared with an empty array: `x = ALL ('{}')` is true of all, `NOT x = ANY ('{}')` too, and
    /// `x <> ANY ('{1, 2}')` as well.
    static boolean mayHoldOfAll(Grammar.PartContext right, Grammar.InfixContext comparison, boolean negated) {
        Grammar.OperandContext operand = right.operand();
        boolean any = operand.ANY() != null || operand.SOME() != null;
        boolean equal =
                comparison.operator() != null && comparison.operator().getText().equals("=");
        return operand.ALL() != null || (any && (negated || !equal));
    }

    /// What stands for a value, numbers and parameters too.
    private static void collect(ParseTree tree, List<TerminalNode> found) {
        if (tree instanceof TerminalNode node
                && Set.of(
                                Grammar.STRING,
                                Grammar.NUMBER,
                                Grammar.PARAMETER,
                                Grammar.TRUE,
                                Grammar.FALSE,
                                Grammar.BITS,
                                Grammar.NILADIC)
                        .contains(Names.type(node))) {
            found.add(node);
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), found);
        }
    }
}
