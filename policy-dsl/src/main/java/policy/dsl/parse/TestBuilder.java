// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.ArrayList;
import java.util.List;
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
import policy.dsl.diagnostic.Nearest;

/// Parse tree to syntax tree: the inside of a `test`.
final class TestBuilder {

    static final List<String> OUTCOMES = List.of("allow", "deny", "approve", "mask");

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
                part.expect().expectation().forEach(e -> expectation(e).ifPresent(expectations::add));
            }
        }
        return new Body(givens, expectations);
    }

    private Given given(GivenContext given) {
        Name part = name(given.WORD().getSymbol());
        return new Given(part, expressions.operand(given.operand()), places.of(given));
    }

    private Optional<Expectation> expectation(ExpectationContext expectation) {
        Name outcome = name(expectation.outcome());
        if (!OUTCOMES.contains(outcome.text())) {
            reports.slip(Diagnostic.of(
                    Code.P107,
                    "unknown outcome `" + outcome.text() + "`",
                    outcome.span(),
                    "not an outcome",
                    Nearest.to(outcome.text(), OUTCOMES)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("outcomes are `allow`, `deny`, `approve` and `mask`")));
            return Optional.empty();
        }
        return Optional.of(new Expectation(
                outcome,
                Optional.ofNullable(expectation.declaredName()).map(this::name),
                Optional.ofNullable(expectation.text()).map(this::text),
                places.of(expectation)));
    }

    Table table(TableContext table) {
        return new Table(name(table.declaredName()), expressions.items(table.list()), places.of(table));
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
