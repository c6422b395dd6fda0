// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import java.util.List;
import java.util.stream.Collectors;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Part;
import policy.dsl.ast.Clause.Reviewers;
import policy.dsl.ast.Clause.Transform;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;

/// A tree as text in the plainest way: one clause a line, brackets wherever they might matter.
public final class Plain {

    private Plain() {}

    public static String print(PolicyFile file) {
        return "policy " + file.policy().orElseThrow().text() + "\n"
                + file.declarations().stream().map(Plain::declaration).collect(Collectors.joining());
    }

    private static String declaration(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration d ->
                "import " + d.policy().text()
                        + d.alias().map(alias -> " as " + alias.text()).orElse("") + "\n";
            case Declaration.LetDeclaration d ->
                doc(d.doc()) + "let " + d.name().text()
                        + (d.parameters().isEmpty() ? "" : "(" + names(d.parameters()) + ")") + " = "
                        + PlainExpressions.print(d.value()) + "\n";
            case Declaration.ListDeclaration d ->
                doc(d.doc()) + "list " + d.name().text() + " from "
                        + PlainExpressions.quoted(d.file().text())
                        + d.column()
                                .map(c -> " column " + PlainExpressions.quoted(c.text()))
                                .orElse("")
                        + "\n";
            case Declaration.RuleDeclaration d ->
                doc(d.doc()) + (d.observe() ? "observe " : "") + lower(d.effect()) + " "
                        + d.name().text() + " on " + d.protocol().text() + " {\n"
                        + d.clauses().stream().map(c -> "  " + clause(c) + "\n").collect(Collectors.joining())
                        + "}\n";
            case Declaration.TestDeclaration d -> test(d);
            case Declaration.InvariantDeclaration d ->
                doc(d.doc()) + "invariant " + d.name().text() + " on "
                        + d.protocol().text() + " { " + PlainExpressions.print(d.premise()) + " implies "
                        + d.outcomes().stream().map(Name::text).collect(Collectors.joining(" or ")) + " }\n";
            case Declaration.Invalid _ -> throw new IllegalArgumentException("not a program");
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String doc(String doc) {
        return doc.isEmpty()
                ? ""
                : doc.lines().map(line -> "/// " + line + "\n").collect(Collectors.joining());
    }

    private static String names(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    private static String test(Declaration.TestDeclaration test) {
        return doc(test.doc()) + "test " + PlainExpressions.quoted(test.title().text())
                + test.table()
                        .map(t -> " for " + names(t.names()) + " in " + PlainExpressions.list(t.rows()))
                        .orElse("")
                + " {\n"
                + test.givens().stream()
                        .map(g -> "  " + g.part().text() + " " + PlainExpressions.operand(g.value()) + "\n")
                        .collect(Collectors.joining())
                + (test.expectations().isEmpty()
                        ? ""
                        : "  expect "
                                + test.expectations().stream()
                                        .map(Plain::expectation)
                                        .collect(Collectors.joining(", "))
                                + "\n")
                + "}\n";
    }

    private static String expectation(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Outcome o ->
                (o.negated() ? "no " : "")
                        + o.outcome().text()
                        + o.rule().map(rule -> " by " + rule.text()).orElse("")
                        + o.message()
                                .map(m -> " because " + PlainExpressions.quoted(m.text()))
                                .orElse("");
            case Expectation.Masked m ->
                "masked " + PlainExpressions.quoted(m.text().text());
            case Expectation.Invalid _ -> throw new IllegalArgumentException("not a program");
        };
    }

    private static String clause(Clause clause) {
        return switch (clause) {
            case Clause.When c -> "when " + PlainExpressions.print(c.condition());
            case Clause.Unless c -> "unless " + PlainExpressions.print(c.condition());
            case Clause.Because c -> "because " + template(c.message());
            case Clause.Help c -> "help " + PlainExpressions.quoted(c.text());
            case Clause.Ask c ->
                "ask "
                        + c.steps().stream()
                                .map(s -> s.quorum() + " of " + reviewers(s.reviewers()))
                                .collect(Collectors.joining(" then "));
            case Clause.ReasonRequired _ -> "reason required";
            case Clause.Within c -> "within " + PlainExpressions.duration(c.limit());
            case Clause.Escalate c ->
                "escalate after " + PlainExpressions.duration(c.after()) + " to " + reviewers(c.to());
            case Clause.GrantOnce _ -> "grant once";
            case Clause.GrantFor c ->
                "grant for " + PlainExpressions.duration(c.time()) + " of "
                        + c.scope().text();
            case Clause.Channel c -> "channel at least " + c.assurance().text();
            case Clause.Durable _ -> "durable";
            case Clause.BreakGlass c ->
                "break_glass by " + reviewers(c.by()) + " review by " + reviewers(c.review()) + " within "
                        + PlainExpressions.duration(c.within());
            case Clause.Find c -> "find " + names(c.entities()) + " as " + transform(c.transform());
            case Clause.Hide c ->
                lower(c.place()) + " "
                        + c.patterns().stream()
                                .map(p -> PlainExpressions.quoted(p.text()))
                                .collect(Collectors.joining(", "))
                        + " as " + transform(c.transform());
            case Clause.AtMost c ->
                "at most " + c.amount() + " " + c.unit().text() + " per " + PlainExpressions.duration(c.per())
                        + (c.by().isEmpty() ? "" : " by " + names(c.by()));
            case Clause.Keep c ->
                "keep " + c.what().text()
                        + c.time()
                                .map(t -> " for " + PlainExpressions.duration(t))
                                .orElse("");
            case Clause.Invalid _ -> throw new IllegalArgumentException("not a program");
        };
    }

    private static String reviewers(Reviewers reviewers) {
        return switch (reviewers) {
            case Reviewers.OfGroup r -> "group(" + PlainExpressions.quoted(r.group()) + ")";
            case Reviewers.Owner _ -> "owner(subject)";
            case Reviewers.Invalid _ -> throw new IllegalArgumentException("not a program");
        };
    }

    private static String transform(Transform transform) {
        return switch (transform) {
            case Transform.Redact _ -> "redact";
            case Transform.Hash _ -> "hash";
            case Transform.Tokenise _ -> "tokenise";
            case Transform.Partial t -> "partial(last: " + t.last() + ")";
        };
    }

    private static String template(Clause.Template template) {
        return "\""
                + template.parts().stream()
                        .map(part -> switch (part) {
                            case Part.Literal l ->
                                PlainExpressions.escaped(l.text())
                                        .replace("{", "{{")
                                        .replace("}", "}}")
                                        .replaceAll("\\\\u\\{\\{(\\w+)}}", "\\\\u{$1}");
                            case Part.Hole h -> "{" + h.attribute().text() + "}";
                        })
                        .collect(Collectors.joining())
                + "\"";
    }
}
