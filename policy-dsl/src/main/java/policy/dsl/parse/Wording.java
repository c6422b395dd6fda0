// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// What a place that does not parse is told to be, from the rule that failed there. Each small rule of the grammar
/// stands for one thing that may be due.
final class Wording {

    /// Longer user text is shortened in messages; the caret shows the rest.
    private static final int MAX_QUOTED = 40;

    private final Places places;

    Wording(Places places) {
        this.places = places;
    }

    /// @param what what is due, as it reads after "expected"
    /// @param help how it is written; empty if that says it all
    private record Due(String what, String help) {}

    Diagnostic of(RecognitionException e) {
        var rule = (ParserRuleContext) e.getCtx();
        Token found = e.getOffendingToken();
        @Nullable Token before = tokenBefore(e);
        @Nullable Token opening = opening(rule);
        if (opening != null && endsBrackets(found)) {
            return unclosed(rule, opening, found, before);
        }
        Due due = due(rule, before);
        boolean missing = before != null && (before.getLine() < found.getLine() || found.getType() == Token.EOF);
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
            case LBRACE -> "}";
            case LBRACK -> "]";
            default -> ")";
        };
        boolean atEnd = found.getType() == Token.EOF || before == null;
        String label = rule instanceof RuleBodyContext || rule instanceof TestBodyContext
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
            case TestBodyContext body -> body.LBRACE();
            case FieldsContext fields -> fields.LBRACE();
            case ListContext list -> list.LBRACK();
            case ParenthesisContext parenthesis -> parenthesis.LPAREN();
            case GroupContext group when group.text() != null -> group.LPAREN();
            default -> null;
        };
        return node == null ? null : node.getSymbol();
    }

    private static boolean endsBrackets(Token found) {
        return switch (found.getType()) {
            case Token.EOF, RBRACE, LEADING_WORD, EXPECT -> true;
            default -> Keywords.beginsDeclaration(found.getType()) || Keywords.beginsClause(found.getType());
        };
    }

    private static Due due(ParserRuleContext rule, @Nullable Token before) {
        return switch (rule.getRuleIndex()) {
            case RULE_packageName -> new Due("a name after `policy`", "write `policy team.purpose`");
            case RULE_declaredName -> new Due(nameOf(rule.getParent()), "names are letters, digits and `_`");
            case RULE_letDeclaration -> new Due("`=` and a value", "write `let name = value`");
            case RULE_ruleHeader -> new Due("`on` and a protocol", "write `allow name on http { … }`");
            case RULE_protocol -> new Due("a protocol after `on`", "such as `http`, or `any` for all of them");
            case RULE_ruleBody, RULE_testBody -> new Due("`{`", "");
            case RULE_testHeader -> new Due("a title in quotes", "write `test \"what it shows\" { … }`");
            case RULE_table -> new Due("`in` and a list of rows", "write `for name in [first, second]`");
            case RULE_when, RULE_unless -> new Due("a condition", "");
            case RULE_ask -> new Due("`of` and a group", "write `ask 1 of group(\"reviewers\")`");
            case RULE_group -> new Due("`(\"name\")` after `group`", "write `group(\"engineering\")`");
            case RULE_find -> new Due("`,` or `as` and what to do", "write `find email, iban as redact`");
            case RULE_entity -> new Due("what to find", "write `find email, iban as redact`");
            case RULE_transform -> transform((TransformContext) rule);
            case RULE_given -> new Due("what it is: `{ … }`, a text or a name", "");
            case RULE_expect, RULE_expectation, RULE_outcome ->
                new Due("an outcome: `allow`, `deny`, `approve` or `mask`", "write `expect deny by rule_name`");
            case RULE_has, RULE_attribute -> new Due("an attribute after `has`", "write `has http.query`");
            case RULE_operator -> new Due(operatorAfter(before), "");
            case RULE_list -> new Due("`,` or `]`", "");
            case RULE_parenthesis -> new Due("an operator or `)`", "");
            case RULE_fields, RULE_fieldName -> new Due("a field or `}`", "write `{ name: value, other: value }`");
            case RULE_field -> new Due("`:` and a value", "write `{ name: value, other: value }`");
            case RULE_text ->
                new Due(
                        "a text in quotes" + after(before),
                        rule.getParent() instanceof GroupContext ? "write `group(\"engineering\")`" : "");
            case RULE_number -> number(rule.getParent());
            default -> new Due((takesCondition(before) ? "a condition" : "a value") + after(before), "");
        };
    }

    private static Due transform(TransformContext transform) {
        return transform.LPAREN() == null
                ? new Due("`redact`, `hash` or `partial(last: 4)`", "")
                : new Due("`last: 4` in the parentheses", "write `partial(last: 4)`");
    }

    private static boolean takesCondition(@Nullable Token before) {
        return before != null
                && switch (before.getType()) {
                    case WHEN, UNLESS, AND, OR, NOT, AMPERSANDS, BARS, BANG -> true;
                    default -> false;
                };
    }

    private static String nameOf(RuleContext named) {
        return switch (named.getRuleIndex()) {
            case RULE_ruleHeader -> "a name for the rule";
            case RULE_expectation -> "the name of a rule after `by`";
            case RULE_table -> "a name for the rows after `for`";
            default -> "a name after `let`";
        };
    }

    private static Due number(RuleContext parent) {
        return switch (parent.getRuleIndex()) {
            case RULE_ask -> new Due("how many must approve", "write `ask 1 of group(\"reviewers\")`");
            case RULE_within -> new Due("a duration", "write `within 15m`; units are `s`, `m`, `h` and `d`");
            default -> new Due("a number", "");
        };
    }

    private static String operatorAfter(@Nullable Token before) {
        return before != null && (before.getType() == STARTS || before.getType() == ENDS)
                ? "`with` after `" + before.getText() + "`"
                : "an operator";
    }

    private static String after(@Nullable Token before) {
        return before == null ? "" : " after " + quoted(before);
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
