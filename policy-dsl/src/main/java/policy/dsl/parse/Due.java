// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// What is due where a rule of the grammar failed. Each small rule stands for one thing that may be.
///
/// @param what as it reads after "expected"
/// @param help how it is written; empty if that says it all
record Due(String what, String help) {

    private static final String NAMES = "names are letters, digits and `_`";
    private static final String MASKED = "write `find email, iban as redact`";
    private static final String ASKED = "write `ask 1 of group(\"reviewers\")`";

    /// @param before the token before the place, if there is one
    /// @param found the token that does not fit
    static Due of(ParserRuleContext rule, @Nullable Token before, Token found) {
        int index = rule.getRuleIndex();
        return index >= RULE_clause && index <= RULE_kept
                ? inRule(rule, before, found)
                : index >= RULE_disjunction ? inExpression(rule, before, found) : inDeclaration(rule, before, found);
    }

    private static Due inDeclaration(ParserRuleContext rule, @Nullable Token before, Token found) {
        return switch (rule.getRuleIndex()) {
            case RULE_packageName ->
                rule.getParent() instanceof ImportDeclarationContext
                        ? new Due(
                                "the name of a policy after `import`",
                                "write `import org.people`, as its `policy` line has it")
                        : new Due("a name after `policy`", "write `policy team.purpose`");
            case RULE_declaredName -> new Due(nameOf(rule.getParent()), helpForName(rule.getParent(), found));
            case RULE_letDeclaration -> new Due("`=` and a value", "write `let name = value`");
            case RULE_parameters, RULE_parameter ->
                new Due("the name of a parameter, or `)`", "write `let name(first, second) = value`");
            case RULE_listDeclaration -> new Due("`from` and a file", "write `list name from \"file.txt\"`");
            case RULE_dataFile -> new Due("the name of a file after `from`", "write `list name from \"file.txt\"`");
            case RULE_effect ->
                new Due(
                        Lexicon.listed(Lexicon.EFFECTS, "or") + after(before),
                        "write `observe deny name on http { … }`");
            case RULE_ruleHeader, RULE_invariantHeader ->
                new Due(
                        "`on` and a protocol",
                        before != null && before.getText().equals("observe")
                                ? "`observe` stands first: `observe " + firstWords(rule) + " name on http { … }`"
                                : "write `" + firstWords(rule) + " name on http { … }`");
            case RULE_protocol -> new Due("a protocol after `on`", "such as `http`, or `any` for all of them");
            case RULE_ruleBody ->
                new Due(
                        "`{`",
                        found.getType() == COMMA
                                ? "a rule is for one protocol, or for `any` of them"
                                : "the clauses of a rule stand in braces: `{ when … }`");
            case RULE_testBody -> new Due("`{`", "the parts of a test stand in braces");
            case RULE_invariantBody ->
                ((InvariantBodyContext) rule).implication() == null
                        ? new Due("`{`", "")
                        : new Due("`or` and another outcome, or `}`", "write `condition implies deny or approve`");
            case RULE_testHeader -> new Due("a title in quotes", "write `test \"what it shows\" { … }`");
            case RULE_table -> new Due("`in` and a list of rows", "write `for name in [first, second]`");
            case RULE_given -> new Due("what it is: `{ … }`, a text or a name", "");
            case RULE_implication ->
                new Due("`implies` and what must come out", "write `condition implies deny or approve`");
            case RULE_expect, RULE_expectation, RULE_outcome -> outcome(rule, found);
            default -> new Due("a value" + after(before), "");
        };
    }

    /// The keywords of a rule or invariant.
    private static String firstWords(ParserRuleContext rule) {
        return rule instanceof RuleHeaderContext header && header.OBSERVE() != null && header.effect() != null
                ? "observe " + header.effect().getText()
                : firstWord(rule);
    }

    private static String helpForName(RuleContext named, Token found) {
        String word = found.getText();
        if (named instanceof QuantifierContext quantifier && (found.getType() == PATH || found.getType() == WORD)) {
            return "write `" + firstWord(quantifier) + " item in " + Wording.shortened(word) + " satisfies …`";
        }
        if (found.getType() == TEXT) {
            String name =
                    word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
            return name.matches("[a-z]\\w*") ? "write `" + Wording.shortened(name) + "`" : NAMES;
        }
        return named instanceof RuleHeaderContext header && found.getType() == ON
                ? "write `" + firstWords(header) + " name on http { … }`"
                : NAMES;
    }

    private static String firstWord(ParserRuleContext rule) {
        return rule.getStart().getText();
    }

    private static Due outcome(ParserRuleContext rule, Token found) {
        if (rule.getParent() instanceof ImplicationContext) {
            return new Due(
                    "an outcome: `allow`, `deny` or `approve`",
                    found.getType() == NOT
                            ? "name those that may come out, such as `implies deny or approve`"
                            : "write `condition implies deny or approve`");
        }
        return new Due(
                "an outcome: " + Lexicon.listed(TestBuilder.OUTCOMES, "or"),
                found.getType() == NOT
                        ? "write `no mask`, or the outcome that does come out"
                        : "write `expect deny by rule_name`");
    }

    private static Due inRule(ParserRuleContext rule, @Nullable Token before, Token found) {
        return switch (rule.getRuleIndex()) {
            case RULE_when, RULE_unless -> new Due("a condition", "");
            case RULE_ask, RULE_step -> new Due("`of` and who is asked", ASKED);
            case RULE_reviewers ->
                new Due(
                        "`group(\"name\")` or `owner(subject)`" + after(before),
                        found.getType() == TEXT ? "write `group(" + found.getText() + ")`" : "");
            case RULE_owner -> new Due("`(subject)` after `owner`", "write `owner(subject)`");
            case RULE_reason -> new Due("`required` after `reason`", "write `reason required`");
            case RULE_escalate -> escalate((EscalateContext) rule);
            case RULE_grant -> grant((GrantContext) rule);
            case RULE_scope ->
                new Due("`same_statement`, `same_shape` or `same_session`", "write `grant for 30m of same_shape`");
            case RULE_channel -> new Due("`at least`", "write `channel at least sso`");
            case RULE_assurance -> new Due("`chat`, `sso` or `webauthn`", "write `channel at least sso`");
            case RULE_breakGlass -> breakGlass((BreakGlassContext) rule);
            case RULE_find -> new Due("`,` or `as` and what to do", MASKED);
            case RULE_entity -> new Due("what to find", MASKED);
            case RULE_hide ->
                new Due("`,` or `as` and what to do", "write `" + firstWord(rule) + " \"name\" as redact`");
            case RULE_transform -> transform((TransformContext) rule);
            case RULE_atMost -> atMost((AtMostContext) rule);
            case RULE_unit ->
                new Due(
                        "what is counted: `requests`, `tokens` or `bytes`",
                        before != null && before.getType() == SIZE
                                ? "a size is a plain number here: write `at most 10_000_000 bytes per 1h`"
                                : "write `at most 100 requests per 1h`");
            case RULE_counted ->
                new Due("an attribute after `by`", "write `by subject.id`: each value of it has a budget of its own");
            case RULE_keep, RULE_kept ->
                new Due("what is kept: `decision`, `full` or `raw`", "write `keep full for 3y`");
            default -> new Due("a value" + after(before), "");
        };
    }

    private static Due escalate(EscalateContext escalate) {
        String help = "write `escalate after 5m to group(\"managers\")`";
        return escalate.AFTER() == null
                ? new Due("`after` and a duration", help)
                : new Due("`to` and who may answer then, too", help);
    }

    private static Due grant(GrantContext grant) {
        return grant.FOR() == null
                ? new Due("`once` or `for` and a duration", "write `grant once` or `grant for 30m of same_shape`")
                : new Due(
                        "`of` and what the consent is good for",
                        "write `grant for 30m of same_shape`; narrower is `same_statement`, wider `same_session`");
    }

    private static Due breakGlass(BreakGlassContext rule) {
        String help = "write `break_glass by group(\"oncall\") review by group(\"security\") within 24h`";
        return rule.reviewers().isEmpty()
                ? new Due("`by` and who may go ahead", help)
                : rule.reviewers().size() < 2
                        ? new Due("`review by` and who looks at it afterwards", help)
                        : new Due("`within` and how long they have for the review", help);
    }

    private static Due transform(TransformContext transform) {
        boolean partial = transform.getStart().getText().equals("partial");
        return transform.CALL() != null && !partial
                ? new Due(
                        "nothing in parentheses after `"
                                + Wording.shortened(transform.getStart().getText()) + "`",
                        "write it alone; only `partial(last: 4)` leaves characters")
                : transform.CALL() == null
                        ? new Due("`redact`, `hash`, `tokenise` or `partial(last: 4)`", "")
                        : new Due("`last: 4` in the parentheses", "write `partial(last: 4)`");
    }

    private static Due atMost(AtMostContext rule) {
        return rule.MOST() == null
                ? new Due("`most` after `at`", "write `at most 100 requests per 1h`")
                : new Due("`per` and a duration", "write `at most 100 requests per 1h`");
    }

    private static Due inExpression(ParserRuleContext rule, @Nullable Token before, Token found) {
        return switch (rule.getRuleIndex()) {
            case RULE_quantifier -> quantifier((QuantifierContext) rule);
            case RULE_has, RULE_attribute ->
                new Due(
                        "an attribute after `has`",
                        found.getType() == LPAREN
                                ? "write `has http.query`, without parentheses"
                                : "write `has http.query`");
            case RULE_key -> new Due("a key in quotes", helpForKey(found));
            case RULE_group -> new Due("`(\"name\")` after `group`", "write `group(\"engineering\")`");
            case RULE_operator -> new Due(operatorAfter(before), "");
            case RULE_window ->
                new Due(
                        found.getType() == INT || found.getType() == BAD_NUMBER
                                ? "times of day"
                                : "`in` and a time zone",
                        "write `mon..fri 09:00..17:30 in \"Europe/Berlin\"`");
            case RULE_list, RULE_arguments -> new Due("`,` or `" + (rule instanceof ListContext ? "]" : ")") + "`", "");
            case RULE_parenthesis ->
                new Due(
                        "an operator or `)`",
                        found.getType() == COMMA ? "a list stands in square brackets: `[first, second]`" : "");
            case RULE_fields, RULE_fieldName -> new Due("a field or `}`", "write `{ name: value, other: value }`");
            case RULE_field -> new Due("`:` and a value", "write `{ name: value, other: value }`");
            case RULE_text -> text(rule.getParent(), before, found);
            case RULE_number -> number(rule.getParent());
            default ->
                new Due(
                        (takesCondition(before) ? "a condition" : "a value") + after(before),
                        found.getType() == WHEN && before != null && before.getType() == LBRACE
                                ? "the condition of an invariant stands without `when`"
                                : "");
        };
    }

    private static Due quantifier(QuantifierContext rule) {
        String word = firstWord(rule);
        String help = "write `" + word + " item in list satisfies item == \"x\"`";
        return rule.IN() == null ? new Due("`in` and a list", help) : new Due("`satisfies` and a condition", help);
    }

    private static Due text(RuleContext parent, @Nullable Token before, Token found) {
        return switch (parent.getRuleIndex()) {
            case RULE_window -> new Due("a time zone in quotes", "such as `\"Europe/Berlin\"` or `\"UTC\"`");
            case RULE_group -> new Due("a text in quotes" + after(before), helpForGroup(parent, found));
            case RULE_key -> new Due("a key in quotes", helpForKey(found));
            case RULE_column ->
                new Due("the name of a column in quotes", "write `list name from \"file.csv\" column \"name\"`");
            case RULE_because ->
                new Due(
                        "a text in quotes" + after(before),
                        found.getType() == PATH ? "write `\"{" + Wording.shortened(found.getText()) + "}\"`" : "");
            default ->
                new Due(
                        "a text in quotes" + after(before),
                        found.getType() == PATH || found.getType() == WORD
                                ? "write `\"" + Wording.shortened(found.getText()) + "\"`"
                                : "");
        };
    }

    private static String helpForKey(Token found) {
        return found.getType() == WORD
                ? "write `[\"" + Wording.shortened(found.getText()) + "\"]`"
                : "write `http.headers[\"x-team\"]`";
    }

    /// A parameter of a `let` may stand for a whole group, not for the name of one.
    private static String helpForGroup(RuleContext group, Token found) {
        if (found.getType() != WORD) {
            return "write `group(\"engineering\")`";
        }
        String name = Wording.shortened(found.getText());
        for (RuleContext outer = group; outer != null; outer = outer.getParent()) {
            if (outer instanceof LetDeclarationContext let && let.parameters() != null) {
                return "write `subject in " + name + "`, and give it a group: `(group(\"engineering\"))`";
            }
        }
        return "write `group(\"" + name + "\")`";
    }

    private static boolean takesCondition(@Nullable Token before) {
        return before != null
                && switch (before.getType()) {
                    case WHEN, UNLESS, AND, OR, NOT, AMPERSANDS, BARS, BANG, SATISFIES, LBRACE -> true;
                    default -> false;
                };
    }

    private static String nameOf(RuleContext named) {
        return switch (named.getRuleIndex()) {
            case RULE_ruleHeader -> "a name for the rule";
            case RULE_invariantHeader -> "a name for the invariant";
            case RULE_expectation -> "the name of a rule after `by`";
            case RULE_table -> "a name for the rows after `for`";
            case RULE_importDeclaration -> "a name after `as`";
            case RULE_listDeclaration -> "a name after `list`";
            case RULE_quantifier -> "a name for the item";
            default -> "a name after `let`";
        };
    }

    private static Due number(RuleContext parent) {
        return switch (parent.getRuleIndex()) {
            case RULE_ask, RULE_step -> new Due("how many must approve", ASKED);
            case RULE_within -> duration("within 15m");
            case RULE_escalate -> duration("escalate after 5m to group(\"managers\")");
            case RULE_grant -> duration("grant for 30m of same_shape");
            case RULE_breakGlass -> duration("within 24h");
            case RULE_keep -> duration("keep full for 3y");
            case RULE_atMost ->
                ((AtMostContext) parent).PER() == null
                        ? new Due("how many", "write `at most 100 requests per 1h`")
                        : duration("per 1h");
            default -> new Due("a number", "");
        };
    }

    private static Due duration(String example) {
        return new Due("a duration", "write `" + example + "`; units are " + Numbers.DURATION_UNITS);
    }

    private static String operatorAfter(@Nullable Token before) {
        return before != null && (before.getType() == STARTS || before.getType() == ENDS)
                ? "`with` after `" + before.getText() + "`"
                : "an operator";
    }

    private static String after(@Nullable Token before) {
        return before == null ? "" : " after " + Wording.quoted(before);
    }
}
