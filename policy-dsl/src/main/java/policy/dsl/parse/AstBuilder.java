// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: files and declarations. Where the parser left a rule marked stands `Invalid`; what the
/// grammar lets pass so that it can be told well is told here.
final class AstBuilder {

    private final Comments comments;
    private final Places places;
    private final Reports reports;
    private final ExpressionBuilder expressions;
    private final ClauseBuilder clauses;
    private final TestBuilder tests;

    AstBuilder(Comments comments, Places places, Reports reports) {
        this.comments = comments;
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
        comments.ofFile(declaration.getStart());
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
        return switch (declaration.getChild(0)) {
            case ImportDeclarationContext imported -> imported(imported, places.of(declaration));
            case ListDeclarationContext list -> list(list, declaration);
            case RuleDeclarationContext _ -> rule(declaration);
            case TestDeclarationContext _ -> test(declaration);
            case InvariantDeclarationContext invariant -> invariant(invariant, declaration);
            default ->
                throw new IllegalStateException("a declaration of the grammar is not built: " + declaration.getText());
        };
    }

    private Declaration imported(ImportDeclarationContext rule, Span span) {
        return new ImportDeclaration(
                name(rule.packageName()),
                Optional.ofNullable(rule.declaredName()).map(this::name),
                span);
    }

    /// A `let` with broken parameters or a broken value still declares its name.
    private static boolean isNamed(LetDeclarationContext let) {
        return let.declaredName() != null && let.declaredName().exception == null;
    }

    private Declaration let(DeclarationContext declaration) {
        LetDeclarationContext let = declaration.letDeclaration();
        @Nullable ParametersContext parameters = let.parameters();
        boolean broken = (parameters != null && parameters.exception != null) || goesOn(declaration);
        @Nullable ValueContext value = let.value();
        Expression expression = value == null
                ? new Expression.Invalid(places.of(let.declaredName()))
                : value.exception != null || broken
                        ? new Expression.Invalid(places.of(value))
                        : expressions.disjunction(value.disjunction());
        return new LetDeclaration(
                doc(declaration),
                name(let.declaredName()),
                parameters == null || broken ? List.of() : parameters(parameters),
                expression,
                places.of(declaration));
    }

    /// Whether what follows in the line of its end is told not to fit.
    private boolean goesOn(DeclarationContext declaration) {
        int end = places.of(declaration).end();
        int lineEnd = places.source().text().indexOf('\n', end);
        return reports.toldWithin(end, lineEnd < 0 ? places.source().text().length() : lineEnd);
    }

    private List<Name> parameters(ParametersContext rule) {
        if (rule.parameter().isEmpty()
                && !reports.toldWithin(places.of(rule).start(), places.of(rule).end())) {
            reports.slip(Diagnostic.of(
                    Code.P101,
                    "a `let` without parameters has no parentheses",
                    places.of(rule),
                    "nothing in these",
                    "remove them"));
        }
        return rule.parameter().stream().map(this::name).toList();
    }

    /// A list that stands in the text itself is read as the `let` it was meant to be.
    private Declaration list(ListDeclarationContext rule, DeclarationContext declaration) {
        Name name = name(rule.declaredName());
        if (rule.ASSIGN() != null) {
            boolean isFile = rule.value().getStart().getType() == TEXT;
            reports.slip(Diagnostic.of(
                    Code.P101,
                    "a `list` stands in a file of its own",
                    places.of(rule.getStart()).to(name.span()),
                    isFile ? "is not equal to a file" : "has its items right here",
                    isFile
                            ? "write `list " + name.text() + " from "
                                    + rule.value().getStart().getText() + "`"
                            : "write `let " + name.text() + " = …`, or `list " + name.text() + " from \"file.txt\"`"));
            Expression value = rule.value().exception != null || isFile
                    ? new Expression.Invalid(places.of(rule.value()))
                    : expressions.disjunction(rule.value().disjunction());
            return new LetDeclaration(doc(declaration), name, List.of(), value, places.of(declaration));
        }
        return new ListDeclaration(
                doc(declaration),
                name,
                dataFile(rule.dataFile()),
                Optional.ofNullable(rule.column()).map(column -> tests.text(column.text())),
                places.of(declaration));
    }

    private Text dataFile(DataFileContext rule) {
        Span span = places.of(rule);
        if (rule.TEXT() != null) {
            return new Text(Quoted.text(rule.getStart(), places, reports), span);
        }
        String file = rule.getText();
        // What cannot stand in a name is told already.
        if (file.matches("[A-Za-z0-9_.]+")) {
            reports.slip(Diagnostic.of(
                    Code.P101,
                    "the name of a file stands in quotes",
                    span,
                    "not in quotes",
                    "write `from \"" + file + "\"`"));
        }
        return new Text(file, span);
    }

    private Declaration invariant(InvariantDeclarationContext rule, DeclarationContext declaration) {
        Span span = places.of(declaration);
        InvariantHeaderContext header = rule.invariantHeader();
        @Nullable InvariantBodyContext body = rule.invariantBody();
        if (header.exception != null || body == null || body.implication() == null) {
            return new Declaration.Invalid(span);
        }
        ImplicationContext implication = body.implication();
        if (implication.exception != null) {
            return new Declaration.Invalid(span);
        }
        implication.BARS().forEach(bars -> expressions.foreign(bars.getSymbol(), "or"));
        Expression premise = expressions.disjunction(implication.disjunction());
        List<Name> outcomes = tests.implied(implication.outcome());
        return outcomes.isEmpty()
                ? new Declaration.Invalid(span)
                : new InvariantDeclaration(
                        doc(declaration),
                        name(header.declaredName()),
                        name(header.protocol()),
                        premise,
                        outcomes,
                        span);
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
                header.OBSERVE() != null,
                effect(header.effect().getStart()),
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
            case MASK -> Effect.MASK;
            case LIMIT -> Effect.LIMIT;
            default -> Effect.RECORD;
        };
    }

    private Declaration test(DeclarationContext declaration) {
        TestDeclarationContext test = declaration.testDeclaration();
        TestBuilder.Body body = tests.body(test.testBody());
        TestHeaderContext header = test.testHeader();
        if (header.exception != null) {
            return new Declaration.Invalid(places.of(declaration));
        }
        Span span = places.of(declaration);
        var expectations = new ArrayList<>(body.expectations());
        if (reports.toldWithin(span.start(), span.end())) {
            // What is missing in it may be what was not read.
            expectations.add(new Expectation.Invalid(span));
        }
        return new TestDeclaration(
                doc(declaration),
                tests.text(header.text()),
                Optional.ofNullable(header.table()).map(tests::table),
                body.givens(),
                expectations,
                span);
    }

    private String doc(DeclarationContext declaration) {
        return comments.before(declaration.getStart());
    }

    private Name name(ParserRuleContext rule) {
        return new Name(rule.getText(), places.of(rule));
    }
}
