// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Bounds how deep brackets and `not` nest, before anything recursive reads the tokens. What lies deeper becomes one
/// token, so the rest of the file is read as ever.
final class Nesting {

    /// Open brackets and the `not`s before them. Every later phase may recurse as deep as this allows: a tree has
    /// at most about five nodes for each level.
    static final int MAX_DEPTH = 100;

    private final Places places;
    private final Reports reports;

    /// For each open bracket, what it adds to the depth.
    private final Deque<Integer> open = new ArrayDeque<>();

    private int depth;
    private int nots;

    /// Brackets open within what is left out; 0 when nothing is.
    private int leftOut;

    private Nesting(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
    }

    static void bound(List<CommonToken> visible, Places places, Reports reports) {
        var nesting = new Nesting(places, reports);
        visible.forEach(nesting::next);
    }

    private void next(CommonToken token) {
        int type = token.getType();
        if (type == Token.EOF || Keywords.beginsDeclaration(type)) {
            open.clear();
            depth = 0;
            leftOut = 0;
        } else if (leftOut > 0) {
            leftOut += isOpening(type) ? 1 : isClosing(type) ? -1 : 0;
            token.setChannel(Token.HIDDEN_CHANNEL);
        } else if (isOpening(type)) {
            opens(token);
        } else if (isClosing(type) && !open.isEmpty()) {
            depth -= open.pop();
        } else if (isNot(type) && depth + nots >= MAX_DEPTH) {
            surplusNot(token);
        }
        nots = isNot(type) ? nots + 1 : 0;
    }

    private void opens(CommonToken token) {
        int added = nots + 1;
        if (depth + added > MAX_DEPTH) {
            token.setType(PolicyParser.TOO_DEEP);
            leftOut = 1;
            report(token, "this bracket and what it holds is not read");
        } else {
            open.push(added);
            depth += added;
        }
    }

    private void surplusNot(CommonToken token) {
        token.setChannel(Token.HIDDEN_CHANNEL);
        if (depth + nots == MAX_DEPTH) {
            report(token, "one `not` too many");
        }
    }

    private void report(CommonToken token, String label) {
        reports.mistake(Diagnostic.of(
                Code.P003,
                "nested more than " + MAX_DEPTH + " levels deep",
                places.of(token),
                label,
                "give inner parts a name with `let`"));
    }

    private static boolean isOpening(int type) {
        return type == PolicyParser.LPAREN || type == PolicyParser.LBRACK || type == PolicyParser.LBRACE;
    }

    private static boolean isClosing(int type) {
        return type == PolicyParser.RPAREN || type == PolicyParser.RBRACK || type == PolicyParser.RBRACE;
    }

    private static boolean isNot(int type) {
        return type == PolicyParser.NOT || type == PolicyParser.BANG;
    }
}
