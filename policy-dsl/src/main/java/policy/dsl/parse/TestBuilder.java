// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: the inside of a `test`, and what comes out of an `invariant`.
final class TestBuilder {

    static final List<String> OUTCOMES = List.of("allow", "deny", "approve", "mask", "limit", "record", "observe");

    /// What adds up, so its absence is something to expect.
    private static final List<String> ADDITIONS = List.of("mask", "limit", "record", "observe");

    private static final Words EXPECTED = new Words("an outcome", OUTCOMES, Map.of());
    private static final Words IMPLIED = Words.of("an outcome of an invariant", "allow", "deny", "approve");

    private final ExpressionBuilder expressions;
    private final Places places;
    private final Reports reports;

    TestBuilder(ExpressionBuilder expressions, Places places, Reports reports) {
        this.expressions = expressions;
        this.places = places;
        this.reports = reports;
    }

    record Body(List<Given> givens, List<Expectation> expectations) {}

    Body body(@Nullable TestBodyContext body) {
        var givens = new ArrayList<Given>();
        var expectations = new ArrayList<Expectation>();
        List<PartContext> parts = body == null ? List.of() : body.part();
        for (PartContext part : parts) {
            if (part.exception == null && part.given() != null) {
                givens.add(given(part.given()));
            } else if (part.exception == null) {
                part.expect().expectation().forEach(e -> expectations.add(expectation(e)));
            } else if (part.getStart().getType() == EXPECT) {
                expectations.add(new Expectation.Invalid(places.of(part)));
            }
        }
        return new Body(givens, expectations);
    }

    private Given given(GivenContext given) {
        Name part = name(given.getStart());
        return new Given(part, expressions.operand(given.operand()), places.of(given));
    }

    private Expectation expectation(ExpectationContext expectation) {
        Span span = places.of(expectation);
        if (expectation.MASKED() != null) {
            return new Expectation.Masked(text(expectation.text()), span);
        }
        boolean negated = expectation.NO() != null;
        Optional<Name> outcome = EXPECTED.read(expectation.outcome(), places, reports);
        if (outcome.isEmpty() || (negated && !ADDITIONS.contains(outcome.get().text()))) {
            outcome.ifPresent(this::notNegated);
            return new Expectation.Invalid(span);
        }
        return new Expectation.Outcome(
                negated,
                outcome.get(),
                Optional.ofNullable(expectation.declaredName()).map(this::name),
                Optional.ofNullable(expectation.text()).map(this::text),
                span);
    }

    private void notNegated(Name outcome) {
        reports.slip(Diagnostic.of(
                Code.P101,
                "`no` stands before what adds up: " + Lexicon.listed(ADDITIONS, "or"),
                outcome.span(),
                "one of `allow`, `deny` and `approve` always comes out",
                "write which of them it is"));
    }

    /// The outcomes after `implies`; empty if one of them is none.
    List<Name> implied(List<OutcomeContext> outcomes) {
        List<Name> known = outcomes.stream()
                .map(outcome -> IMPLIED.read(outcome, places, reports))
                .flatMap(Optional::stream)
                .toList();
        return known.size() == outcomes.size() ? known : List.of();
    }

    Table table(TableContext table) {
        return new Table(
                table.declaredName().stream().map(this::name).toList(),
                expressions.items(table.list()),
                places.of(table));
    }

    Text text(TextContext text) {
        return new Text(Quoted.text(text.getStart(), places, reports), places.of(text));
    }

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }

    private Name name(Token token) {
        return new Name(token.getText(), places.of(token));
    }
}
