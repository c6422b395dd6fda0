// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: files and declarations. Where the parser left a rule marked stands `Invalid`; what the
/// grammar lets pass so that it can be told well is told here.
final class AstBuilder {

    private final CommonTokenStream tokens;
    private final Places places;
    private final Reports reports;
    private final ExpressionBuilder expressions;
    private final ClauseBuilder clauses;
    private final TestBuilder tests;

    AstBuilder(CommonTokenStream tokens, Places places, Reports reports) {
        this.tokens = tokens;
        this.places = places;
        this.reports = reports;
        this.expressions = new ExpressionBuilder(places, reports);
        this.clauses = new ClauseBuilder(expressions, places, reports);
        this.tests = new TestBuilder(expressions, places, reports);
    }

    PolicyFile file(FileContext file) {
        Optional<Name> policy = Optional.empty();
        Optional<Span> firstLine = Optional.empty();
        var declarations = new ArrayList<Declaration>();
        for (ParseTree part : places.parts(file)) {
            if (!(part instanceof DeclarationContext declaration)) {
                declarations.add(new Declaration.Invalid(places.of((TerminalNode) part)));
            } else if (declaration.policyLine() == null) {
                declarations.add(declaration(declaration));
            } else if (firstLine.isEmpty()) {
                firstLine = Optional.of(places.of(declaration));
                policy = policyLine(declaration, declarations.isEmpty());
            } else {
                second(places.of(declaration), firstLine.get());
            }
        }
        if (firstLine.isEmpty()) {
            noPolicyLine(file);
        }
        return new PolicyFile(
                policy, declarations, places.between(0, places.source().text().length()));
    }

    private Optional<Name> policyLine(DeclarationContext declaration, boolean first) {
        if (declaration.exception != null) {
            return Optional.empty();
        }
        if (!first) {
            reports.slip(Diagnostic.of(
                    Code.P104,
                    "the `policy` line is not the first",
                    places.of(declaration),
                    "comes too late",
                    "move it to the top of the file"));
        }
        return Optional.of(name(declaration.policyLine().packageName()));
    }

    private void second(Span span, Span first) {
        reports.slip(
                Diagnostic.of(Code.P104, "a file has one `policy` line", span, "the second", "split the file in two")
                        .withSecondary(first, "the first"));
    }

    private void noPolicyLine(FileContext file) {
        Token first = file.getStart();
        if (!reports.toldWithin(0, first.getStartIndex())) {
            reports.slip(Diagnostic.of(
                    Code.P104,
                    "the file does not begin with `policy` and a name",
                    first.getType() == Token.EOF ? places.between(0, 0) : places.of(first),
                    "expected `policy` before this",
                    "write `policy team.purpose` as the first line"));
        }
    }

    private Declaration declaration(DeclarationContext declaration) {
        if (declaration.letDeclaration() != null && isNamed(declaration.letDeclaration())) {
            return let(declaration);
        }
        if (declaration.exception != null) {
            return new Declaration.Invalid(places.of(declaration));
        }
        return declaration.ruleDeclaration() != null ? rule(declaration) : test(declaration);
    }

    /// A `let` with a broken value still declares its name.
    private static boolean isNamed(LetDeclarationContext let) {
        return let.declaredName() != null && let.declaredName().exception == null;
    }

    private Declaration let(DeclarationContext declaration) {
        LetDeclarationContext let = declaration.letDeclaration();
        @Nullable ValueContext value = let.value();
        Expression expression = value == null
                ? new Expression.Invalid(places.of(let.declaredName()))
                : value.exception != null
                        ? new Expression.Invalid(places.of(value))
                        : expressions.disjunction(value.disjunction());
        return new LetDeclaration(doc(declaration), name(let.declaredName()), expression, places.of(declaration));
    }

    private Declaration rule(DeclarationContext declaration) {
        RuleDeclarationContext rule = declaration.ruleDeclaration();
        List<Clause> body = clauses.body(rule.ruleBody());
        RuleHeaderContext header = rule.ruleHeader();
        if (header.exception != null) {
            return new Declaration.Invalid(places.of(declaration));
        }
        return new RuleDeclaration(
                doc(declaration),
                effect(header.getStart()),
                name(header.declaredName()),
                name(header.protocol()),
                body,
                places.of(declaration));
    }

    private static Effect effect(Token keyword) {
        return switch (keyword.getType()) {
            case ALLOW -> Effect.ALLOW;
            case DENY -> Effect.DENY;
            case APPROVE -> Effect.APPROVE;
            default -> Effect.MASK;
        };
    }

    private Declaration test(DeclarationContext declaration) {
        TestDeclarationContext test = declaration.testDeclaration();
        TestBuilder.Body body = tests.body(test.testBody());
        TestHeaderContext header = test.testHeader();
        if (header.exception != null) {
            return new Declaration.Invalid(places.of(declaration));
        }
        return new TestDeclaration(
                doc(declaration),
                tests.text(header.text()),
                Optional.ofNullable(header.table()).map(tests::table),
                body.givens(),
                body.expectations(),
                places.of(declaration));
    }

    /// The `///` lines right before a declaration, without slashes and the one space after them.
    private String doc(DeclarationContext declaration) {
        @Nullable
        List<Token> before = tokens.getHiddenTokensToLeft(declaration.getStart().getTokenIndex());
        return before == null
                ? ""
                : before.stream()
                        .filter(t -> t.getType() == DOC)
                        .map(t -> places.of(t).text().substring(3))
                        .map(line -> (line.startsWith(" ") ? line.substring(1) : line).stripTrailing())
                        .collect(Collectors.joining("\n"));
    }

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }
}
