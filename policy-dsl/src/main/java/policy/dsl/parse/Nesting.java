// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Bounds how deep brackets, `not` and quantifiers nest, and how long lists are, before anything recursive reads
/// the tokens. What lies deeper becomes one token, what is longer is left out, so the rest of the file is read as
/// ever.
final class Nesting {

    /// Open brackets and the `not`s and quantifiers before them. Every later phase may recurse as deep as this
    /// allows: a tree has at most about five nodes for each level.
    static final int MAX_DEPTH = 100;

    /// Items of a list, arguments of a call, fields; longer ones belong in a data file.
    static final int MAX_ITEMS = 10_000;

    private final Places places;
    private final Reports reports;
    private final Deque<Open> open = new ArrayDeque<>();

    private int depth;

    /// `not`s and quantifiers since the last operand that they do not stand before.
    private int prefixes;

    /// Brackets open within what is left out; 0 when nothing is.
    private int leftOut;

    /// Whether it is left out up to the end of the brackets or the clause around it.
    private boolean toTheEnd;

    private static final class Open {
        /// What the bracket adds to the depth, with the prefixes before it.
        private final int added;
        /// Those before it, which go on after it: `some a in (b) satisfies …`.
        private final int prefixes;
        private int commas;

        Open(int prefixes) {
            this.added = prefixes + 1;
            this.prefixes = prefixes;
        }
    }

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
        if (token.getChannel() == Token.HIDDEN_CHANNEL) {
            return; // one too many, which has been told
        }
        if (type == Token.EOF || Lexicon.beginsDeclaration(type)) {
            open.clear();
            depth = 0;
            prefixes = 0;
            leftOut = 0;
            toTheEnd = false;
        } else if (leftOut > 0) {
            leftOut += Lexicon.opens(type) ? 1 : Lexicon.closes(type) ? -1 : 0;
            token.setChannel(Token.HIDDEN_CHANNEL);
        } else if (toTheEnd && !ends(type)) {
            leftOut += Lexicon.opens(type) ? 1 : 0;
            token.setChannel(Token.HIDDEN_CHANNEL);
        } else {
            toTheEnd = false;
            count(token, type);
        }
    }

    private void count(CommonToken token, int type) {
        if (Lexicon.opens(type)) {
            opens(token);
        } else if (Lexicon.closes(type) && !open.isEmpty()) {
            Open closed = open.pop();
            depth -= closed.added;
            prefixes = closed.prefixes;
        } else if (isPrefix(type) && depth + prefixes >= MAX_DEPTH) {
            surplus(token);
        } else if (isPrefix(type)) {
            prefixes++;
        } else if (endsOperand(type)) {
            prefixes = 0;
            separates(token, type);
        }
    }

    private void opens(CommonToken token) {
        if (depth + prefixes + 1 > MAX_DEPTH) {
            token.setType(PolicyParser.TOO_DEEP);
            leftOut = 1;
            tooDeep(token, "this bracket and what it holds is not read");
        } else {
            var bracket = new Open(prefixes);
            open.push(bracket);
            depth += bracket.added;
            prefixes = 0;
        }
    }

    /// One `not` more changes nothing about how deep it is; a quantifier is left out with its condition.
    private void surplus(CommonToken token) {
        if (isNot(token.getType())) {
            token.setChannel(Token.HIDDEN_CHANNEL);
        } else {
            token.setType(PolicyParser.TOO_DEEP);
            toTheEnd = true;
        }
        if (depth + prefixes == MAX_DEPTH) {
            prefixes++;
            tooDeep(token, isNot(token.getType()) ? "one `not` too many" : "this and what follows it is not read");
        }
    }

    private void separates(CommonToken token, int type) {
        if (type == PolicyParser.COMMA && !open.isEmpty() && ++open.element().commas == MAX_ITEMS) {
            toTheEnd = true;
            reports.mistake(Diagnostic.of(
                    Code.P003,
                    "more than " + MAX_ITEMS + " items in one list",
                    places.of(token),
                    "those after this are not read",
                    "put them in a file and write `list name from \"file.txt\"`"));
        }
    }

    private void tooDeep(CommonToken token, String label) {
        reports.mistake(Diagnostic.of(
                Code.P003,
                "nested more than " + MAX_DEPTH + " levels deep",
                places.of(token),
                label,
                "give inner parts a name with `let`"));
    }

    /// Where what is left out up to the end ends.
    private boolean ends(int type) {
        boolean clause = Lexicon.beginsClause(type) || type == PolicyParser.EXPECT;
        return clause || Lexicon.closes(type) || type == PolicyParser.IMPLIES;
    }

    private static boolean endsOperand(int type) {
        return switch (type) {
            case PolicyParser.AND,
                    PolicyParser.OR,
                    PolicyParser.AMPERSANDS,
                    PolicyParser.BARS,
                    PolicyParser.COMMA,
                    PolicyParser.COLON,
                    PolicyParser.IMPLIES,
                    PolicyParser.EXPECT -> true;
            default -> Lexicon.beginsClause(type);
        };
    }

    private static boolean isPrefix(int type) {
        return isNot(type) || type == PolicyParser.SOME || type == PolicyParser.EVERY;
    }

    private static boolean isNot(int type) {
        return type == PolicyParser.NOT || type == PolicyParser.BANG;
    }
}
