// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Names as the tree has them: the words of a rule, without the points between them.
final class Names {

    private Names() {}

    /// `schema.table`, or `database.schema.table`, whose database can only be the one connected to.
    static Table table(ParserRuleContext qualified) {
        List<String> parts = parts(qualified);
        return new Table(schema(parts), parts.getLast());
    }

    static Optional<String> schema(List<String> parts) {
        return parts.size() < 2 ? Optional.empty() : Optional.of(parts.get(parts.size() - 2));
    }

    /// The names and stars that are separated by points, up to what is none.
    static List<String> parts(ParserRuleContext context) {
        var parts = new ArrayList<String>();
        for (ParseTree child : context.children) {
            switch (child) {
                case Grammar.NameContext name -> parts.add(text(name));
                case Grammar.CallableContext name -> parts.add(text(name));
                case TerminalNode sign when type(sign) == Grammar.STAR -> parts.add("*");
                case TerminalNode word when type(word) == Grammar.OPEN_FUNCTION -> parts.add(word.getText());
                case ParseTree _ -> {}
            }
        }
        return parts;
    }

    static String text(@Nullable ParserRuleContext name) {
        return name == null ? "" : name.getStart().getText();
    }

    /// What stands before the points of the columns in a tree.
    static List<String> qualifiers(ParseTree tree) {
        var found = new ArrayList<String>();
        collect(tree, found);
        return found;
    }

    private static void collect(ParseTree tree, List<String> found) {
        if (tree instanceof Grammar.NameOrCallContext name && name.callRest() == null) {
            List<String> parts = parts(name);
            if (parts.size() > 1) {
                found.add(parts.get(parts.size() - 2));
            }
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), found);
        }
    }

    static boolean quoted(ParserRuleContext name) {
        return name.getStart() instanceof Tokens.Made made && made.quoted();
    }

    static int type(TerminalNode node) {
        return node.getSymbol().getType();
    }
}
