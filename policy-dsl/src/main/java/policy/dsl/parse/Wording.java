// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// How a place that does not parse is told, from the rule that failed there.
final class Wording {

    /// Longer user text is shortened in messages; the caret shows the rest.
    private static final int MAX_QUOTED = 40;

    private final Places places;

    Wording(Places places) {
        this.places = places;
    }

    Diagnostic of(RecognitionException e) {
        var rule = (ParserRuleContext) e.getCtx();
        Token found = e.getOffendingToken();
        @Nullable Token before = tokenBefore(e);
        @Nullable Token opening = opening(rule);
        if (opening != null && endsBrackets(found)) {
            return unclosed(rule, opening, found, before);
        }
        Due due = Due.of(rule, before, found);
        boolean needless = rule instanceof ImplicationContext || found.getType() != WHEN;
        boolean missing = before != null
                && (before.getLine() < found.getLine() || found.getType() == Token.EOF)
                && (needless || before.getType() != LBRACE);
        String message = "expected " + due.what() + (missing ? "" : ", found " + quoted(found));
        Span at = missing && before != null ? places.after(before) : places.of(found);
        String[] help = due.help().isEmpty() ? new String[0] : new String[] {due.help()};
        return Diagnostic.of(Code.P101, message, at, missing ? "missing here" : "not expected here", help);
    }

    private static @Nullable Token tokenBefore(RecognitionException e) {
        return ((org.antlr.v4.runtime.TokenStream) e.getInputStream()).LT(-1);
    }

    private Diagnostic unclosed(ParserRuleContext rule, Token opening, Token found, @Nullable Token before) {
        String closing = switch (opening.getType()) {
            case LBRACE, BODY -> "}";
            case LBRACK, KEY -> "]";
            default -> ")";
        };
        boolean atEnd = found.getType() == Token.EOF || before == null;
        boolean body = rule instanceof RuleBodyContext
                || rule instanceof TestBodyContext
                || rule instanceof InvariantBodyContext;
        String label = body
                ? atEnd ? "the file ends here" : "a new declaration begins here"
                : "expected `" + closing + "` before this";
        return Diagnostic.of(
                        Code.P106,
                        "`" + opening.getText() + "` is never closed",
                        atEnd && before != null ? places.after(before) : places.of(found),
                        label,
                        "close it with `" + closing + "`")
                .withSecondary(places.of(opening), "opened here");
    }

    /// The bracket this rule has opened, if it is one that does.
    private static @Nullable Token opening(ParserRuleContext rule) {
        @Nullable
        TerminalNode node = switch (rule) {
            case RuleBodyContext body -> body.LBRACE();
            case TestBodyContext body -> body.LBRACE() == null ? body.BODY() : body.LBRACE();
            case InvariantBodyContext body -> body.LBRACE();
            case ImplicationContext implication
            when implication.getParent() instanceof InvariantBodyContext body && implication.IMPLIES() != null ->
                body.LBRACE();
            case FieldsContext fields -> fields.LBRACE();
            case ListContext list -> list.LBRACK();
            case ArgumentsContext arguments -> arguments.CALL();
            case KeyContext key when key.text() != null -> key.KEY();
            case ParenthesisContext parenthesis -> parenthesis.LPAREN();
            case GroupContext group when group.text() != null -> group.LPAREN();
            default -> null;
        };
        return node == null ? null : node.getSymbol();
    }

    private static boolean endsBrackets(Token found) {
        return switch (found.getType()) {
            case Token.EOF, RBRACE, LEADING_WORD, EXPECT, PART, BODY -> true;
            default -> Lexicon.beginsDeclaration(found.getType()) || Lexicon.beginsClause(found.getType());
        };
    }

    /// A token as a message shows it.
    static String quoted(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end of the file";
        }
        return "`" + shortened(token.getText()) + "`";
    }

    static String shortened(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MAX_QUOTED, text.codePointCount(0, text.length())));
        return end < text.length() ? text.substring(0, end) + "…" : text;
    }
}
