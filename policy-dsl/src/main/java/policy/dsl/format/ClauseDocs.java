// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.List;
import java.util.stream.Collectors;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Reviewers;
import policy.dsl.ast.Clause.Transform;
import policy.dsl.ast.Name;
import policy.dsl.source.Span;

/// The clauses of a rule, each as its keyword and what follows it.
final class ClauseDocs {

    private final ExpressionDocs expressions;

    ClauseDocs(ExpressionDocs expressions) {
        this.expressions = expressions;
    }

    static String keyword(Clause clause) {
        return switch (clause) {
            case Clause.When _ -> "when";
            case Clause.Unless _ -> "unless";
            case Clause.Because _ -> "because";
            case Clause.Help _ -> "help";
            case Clause.Ask _ -> "ask";
            case Clause.ReasonRequired _ -> "reason";
            case Clause.Within _ -> "within";
            case Clause.Escalate _ -> "escalate";
            case Clause.GrantOnce _, Clause.GrantFor _ -> "grant";
            case Clause.Channel _ -> "channel";
            case Clause.Durable _ -> "durable";
            case Clause.BreakGlass _ -> "break_glass";
            case Clause.Find _ -> "find";
            case Clause.Hide(var place, var _, var _, var _) ->
                switch (place) {
                    case COLUMN -> "column";
                    case FIELD -> "field";
                    case HEADER -> "header";
                };
            case Clause.AtMost _ -> "at most";
            case Clause.Keep _ -> "keep";
            case Clause.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    /// What follows the keyword; empty if nothing does.
    Doc rest(Clause clause) {
        return switch (clause) {
            case Clause.When(var condition, var _) -> expressions.of(condition);
            case Clause.Unless(var condition, var _) -> expressions.of(condition);
            case Clause.Because(var message, var _) -> Doc.text(message.span().text());
            case Clause.Help(var _, Span span) -> Doc.text(quoted(span));
            case Clause.Ask(List<Clause.Step> steps, var _) ->
                Doc.text(steps.stream().map(ClauseDocs::step).collect(Collectors.joining(" then ")));
            case Clause.ReasonRequired _ -> Doc.text("required");
            case Clause.Within(var _, Span span) -> Doc.text(last(span));
            case Clause.Escalate(var _, Reviewers to, Span span) ->
                Doc.text("after " + word(span, 2) + " to " + reviewers(to));
            case Clause.GrantOnce _ -> Doc.text("once");
            case Clause.GrantFor(var _, Name scope, Span span) ->
                Doc.text("for " + word(span, 2) + " of " + scope.text());
            case Clause.Channel(Name assurance, var _) -> Doc.text("at least " + assurance.text());
            case Clause.Durable _ -> Doc.EMPTY;
            case Clause.BreakGlass(Reviewers by, Reviewers review, var _, Span span) ->
                Doc.text("by " + reviewers(by) + " review by " + reviewers(review) + " within " + last(span));
            case Clause.Find(List<Name> entities, Transform transform, var _) ->
                hidden(entities.stream().map(Name::text).toList(), transform);
            case Clause.Hide(var _, var patterns, Transform transform, var _) ->
                hidden(patterns.stream().map(text -> text.span().text()).toList(), transform);
            case Clause.AtMost(var _, Name unit, var _, List<Name> by, Span span) -> {
                String per = word(span, 5);
                String key = by.stream().map(Name::text).collect(Collectors.joining(", "));
                yield Doc.text(word(span, 2) + " " + unit.text() + " per " + per + (key.isEmpty() ? "" : " by " + key));
            }
            case Clause.Keep(Name what, var time, Span span) ->
                Doc.text(what.text() + (time.isPresent() ? " for " + last(span) : ""));
            case Clause.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    private static String step(Clause.Step step) {
        return step.quorum() + " of " + reviewers(step.reviewers());
    }

    private static String reviewers(Reviewers reviewers) {
        return ExpressionDocs.tight(reviewers.span());
    }

    private static Doc hidden(List<String> what, Transform transform) {
        List<Doc> docs = what.stream().map(Doc::text).toList();
        Doc as = Doc.text(" as " + transform(transform));
        return Doc.concat(Doc.group(new Doc.Aligned(Doc.joined(Doc.concat(Doc.text(","), Doc.LINE), docs))), as);
    }

    private static String transform(Transform transform) {
        return switch (transform) {
            case Transform.Redact _ -> "redact";
            case Transform.Hash _ -> "hash";
            case Transform.Tokenise _ -> "tokenise";
            case Transform.Partial(int last, var _) -> "partial(last: " + last + ")";
        };
    }

    /// The quoted text that ends a clause; it stands in one line.
    private static String quoted(Span span) {
        String line = span.text().lines().toList().getLast();
        return line.substring(line.indexOf('"'));
    }

    private static String last(Span span) {
        String[] words = words(span);
        return words[words.length - 1];
    }

    /// A word of a clause as it was written, so that `60m` does not become `1h`.
    private static String word(Span span, int index) {
        return words(span)[index];
    }

    private static String[] words(Span span) {
        return span.text().replaceAll("//[^\n]*", " ").strip().split("\\s+");
    }
}
