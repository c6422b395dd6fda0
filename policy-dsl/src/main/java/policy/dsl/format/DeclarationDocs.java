// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.source.Span;

/// The declarations of a file. Within braces the words after the keywords begin in one column.
final class DeclarationDocs {

    private static final int INDENT = 4;

    /// Longer keywords do not push the others to the right.
    private static final int LONGEST_ALIGNED = 8;

    private final Comments comments;
    private final ExpressionDocs expressions;
    private final ClauseDocs clauses;

    DeclarationDocs(Comments comments) {
        this.comments = comments;
        this.expressions = new ExpressionDocs(comments);
        this.clauses = new ClauseDocs(expressions);
    }

    Doc of(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration(Name policy, var alias, var _) ->
                Doc.text("import " + policy.text()
                        + alias.map(name -> " as " + name.text()).orElse(""));
            case Declaration.LetDeclaration let -> Doc.concat(doc(let.doc()), let(let));
            case Declaration.ListDeclaration list -> Doc.concat(doc(list.doc()), Doc.text(list(list)));
            case Declaration.RuleDeclaration rule -> Doc.concat(doc(rule.doc()), rule(rule));
            case Declaration.TestDeclaration test -> Doc.concat(doc(test.doc()), test(test));
            case Declaration.InvariantDeclaration invariant -> Doc.concat(doc(invariant.doc()), invariant(invariant));
            case Declaration.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    private static Doc doc(String text) {
        if (text.isEmpty()) {
            return Doc.EMPTY;
        }
        var docs = new ArrayList<Doc>();
        for (String line : text.split("\n", -1)) {
            docs.add(Doc.text(line.isEmpty() ? "///" : "/// " + line));
            docs.add(Doc.HARD_LINE);
        }
        return new Doc.Concat(docs);
    }

    private Doc let(Declaration.LetDeclaration let) {
        String parameters = let.parameters().isEmpty() ? "" : names(let.parameters(), "(", ")");
        return Doc.concat(Doc.text("let " + let.name().text() + parameters + " = "), expressions.of(let.value()));
    }

    private static String list(Declaration.ListDeclaration list) {
        String column =
                list.column().map(name -> " column " + name.span().text()).orElse("");
        return "list " + list.name().text() + " from " + list.file().span().text() + column;
    }

    private Doc rule(Declaration.RuleDeclaration rule) {
        String header = (rule.observe() ? "observe " : "")
                + rule.effect().name().toLowerCase(Locale.ROOT)
                + " " + rule.name().text()
                + " on " + rule.protocol().text();
        int column = column(rule.clauses().stream().map(ClauseDocs::keyword).toList());
        var lines = new ArrayList<Doc>();
        for (Clause clause : rule.clauses()) {
            Doc before = comments.before(clause.span().start());
            Doc line = keyed(ClauseDocs.keyword(clause), column, clauses.rest(clause));
            lines.add(Doc.concat(before, line, comments.behind(clause.span().end())));
        }
        return block(header, lines, rule.span());
    }

    private Doc test(Declaration.TestDeclaration test) {
        var header = new ArrayList<Doc>();
        header.add(Doc.text("test " + test.title().span().text()));
        test.table().ifPresent(table -> {
            header.add(Doc.text(" for " + names(table.names(), "", "") + " in "));
            header.add(expressions.of(new Expression.ListLiteral(table.rows(), table.span())));
        });
        var keywords = new ArrayList<>(
                test.givens().stream().map(given -> given.part().text()).toList());
        if (!test.expectations().isEmpty()) {
            keywords.add("expect");
        }
        int column = column(keywords);
        var lines = new ArrayList<Doc>();
        for (Given given : test.givens()) {
            Doc before = comments.before(given.span().start());
            Doc line = keyed(given.part().text(), column, expressions.of(given.value()));
            lines.add(Doc.concat(before, line, comments.behind(given.span().end())));
        }
        if (!test.expectations().isEmpty()) {
            lines.add(keyed("expect", column, expectations(test.expectations())));
        }
        header.add(Doc.text(" "));
        return Doc.concat(new Doc.Concat(header), block("", lines, test.span()));
    }

    private Doc expectations(List<Expectation> expectations) {
        var docs = new ArrayList<Doc>();
        for (Expectation expectation : expectations) {
            boolean last = docs.size() == expectations.size() - 1;
            Doc before = comments.before(expectation.span().start());
            Doc text = Doc.text(expectation(expectation) + (last ? "" : ","));
            docs.add(Doc.concat(before, text, comments.behind(expectation.span().end())));
        }
        return Doc.group(new Doc.Aligned(Doc.joined(Doc.LINE, docs)));
    }

    private static String expectation(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Outcome(boolean negated, Name outcome, var rule, var message, var _) ->
                (negated ? "no " : "")
                        + outcome.text()
                        + rule.map(name -> " by " + name.text()).orElse("")
                        + message.map(text -> " because " + text.span().text()).orElse("");
            case Expectation.Masked(var text, var _) -> "masked " + text.span().text();
            case Expectation.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    private Doc invariant(Declaration.InvariantDeclaration invariant) {
        String header = "invariant " + invariant.name().text() + " on "
                + invariant.protocol().text();
        Doc before = comments.before(invariant.premise().span().start());
        Doc premise = new Doc.Aligned(expressions.operandOfImplies(invariant.premise()));
        String outcomes = invariant.outcomes().stream().map(Name::text).collect(Collectors.joining(" or "));
        Doc line = Doc.group(before, premise, Doc.LINE, Doc.text("implies " + outcomes));
        return block(header, List.of(line), invariant.span());
    }

    /// Lines between braces; what is left of comments goes before the closing one.
    private Doc block(String header, List<Doc> lines, Span span) {
        var all = new ArrayList<>(lines);
        all.addAll(comments.alone(span.end()));
        Doc open = Doc.text(header.isEmpty() ? "{" : header + " {");
        if (all.isEmpty()) {
            return Doc.concat(open, Doc.text("}"));
        }
        return Doc.concat(
                open,
                new Doc.Nest(INDENT, Doc.concat(Doc.HARD_LINE, Doc.joined(Doc.HARD_LINE, all))),
                Doc.HARD_LINE,
                Doc.text("}"));
    }

    private static Doc keyed(String keyword, int column, Doc rest) {
        if (rest.equals(Doc.EMPTY)) {
            return Doc.text(keyword);
        }
        String padded = keyword + " ".repeat(Math.max(1, column - keyword.length()));
        return Doc.concat(Doc.text(padded), new Doc.Aligned(rest));
    }

    private static int column(List<String> keywords) {
        return 1
                + keywords.stream()
                        .mapToInt(String::length)
                        .filter(length -> length <= LONGEST_ALIGNED)
                        .max()
                        .orElse(0);
    }

    private static String names(List<Name> names, String open, String close) {
        return names.stream().map(Name::text).collect(Collectors.joining(", ", open, close));
    }
}
