// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Name;
import policy.dsl.source.Span;

/// The clauses of a rule. What stands behind the keywords begins in one column, and so does what a mask does.
final class ClauseDocs {

    /// Where what follows a keyword begins; keywords that reach it have one space behind them.
    private static final int COLUMN = "because ".length();

    private final Cursor cursor;
    private final ExpressionDocs expressions;

    ClauseDocs(Cursor cursor, ExpressionDocs expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    static Doc.Space upTo(int column, String keyword) {
        return new Doc.Space(Math.max(1, column - keyword.length()));
    }

    /// @param rule a number of the rule
    Doc of(Clause clause, int rule) {
        return switch (clause) {
            case Clause.When(var condition, var _) ->
                Doc.concat(
                        cursor.take("when"), expressions.behindWord(upTo(COLUMN, "when"), condition, expressions::of));
            case Clause.Unless(var condition, var _) ->
                Doc.concat(
                        cursor.take("unless"),
                        expressions.behindWord(upTo(COLUMN, "unless"), condition, expressions::of));
            case Clause.Ask ask -> ask(ask);
            case Clause.BreakGlass(var by, var review, var _, Span span) ->
                Doc.group(
                        cursor.flow(by.span().end()),
                        new Doc.Nest(
                                COLUMN,
                                Doc.concat(
                                        cursor.joining("review", Doc.LINE),
                                        Doc.SPACE,
                                        cursor.flow(review.span().end()),
                                        cursor.joining("within", Doc.LINE),
                                        Doc.SPACE,
                                        cursor.flow(span.end()))));
            case Clause.AtMost at -> Doc.concat(cursor.take("at"), Doc.SPACE, rest("most", "at most", at.span()));
            case Clause.Find(List<Name> entities, var _, Span span) ->
                hidden("find", entities.stream().map(Name::span).toList(), span, rule);
            case Clause.Hide hide -> hidden(keyword(hide), spans(hide), hide.span(), rule);
            case Clause.Because because -> rest("because", because.span());
            case Clause.Help help -> rest("help", help.span());
            case Clause.ReasonRequired reason -> rest("reason", reason.span());
            case Clause.Within within -> rest("within", within.span());
            case Clause.Escalate escalate -> rest("escalate", escalate.span());
            case Clause.GrantOnce grant -> rest("grant", grant.span());
            case Clause.GrantFor grant -> rest("grant", grant.span());
            case Clause.Channel channel -> rest("channel", channel.span());
            case Clause.Keep keep -> rest("keep", keep.span());
            case Clause.Durable durable -> cursor.flow(durable.span().end());
            case Clause.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    private Doc rest(String keyword, Span span) {
        return rest(keyword, keyword, span);
    }

    /// The keyword and, from its column on, the rest of the clause in one line.
    private Doc rest(String word, String keyword, Span span) {
        return Doc.concat(cursor.take(word), upTo(COLUMN, keyword), new Doc.Aligned(cursor.flow(span.end())));
    }

    private Doc ask(Clause.Ask ask) {
        Doc keyword = cursor.take("ask");
        var steps = new ArrayList<Doc>();
        for (Clause.Step step : ask.steps()) {
            if (!steps.isEmpty()) {
                steps.add(cursor.joining("then", Doc.LINE));
                steps.add(Doc.SPACE);
            }
            steps.add(cursor.flow(step.span().end()));
        }
        return Doc.concat(keyword, upTo(COLUMN, "ask"), new Doc.Aligned(Doc.group(Doc.concat(steps))));
    }

    private Doc hidden(String keyword, List<Span> what, Span span, int rule) {
        Doc word = cursor.take(keyword);
        var docs = new ArrayList<Doc>();
        for (Span one : what) {
            boolean last = docs.size() == what.size() - 1;
            Doc doc = cursor.flow(one.end());
            Doc placed = docs.isEmpty() ? doc : Doc.group(Doc.LINE, doc);
            docs.add(last ? placed : Doc.concat(placed, Doc.text(","), cursor.behind()));
        }
        return Doc.concat(
                word,
                upTo(COLUMN, keyword),
                new Doc.Aligned(Doc.concat(docs)),
                new Doc.Tab(rule, "", false),
                cursor.take("as"),
                Doc.SPACE,
                cursor.flow(span.end()));
    }

    private static List<Span> spans(Clause.Hide hide) {
        return hide.patterns().stream().map(pattern -> pattern.span()).toList();
    }

    private static String keyword(Clause.Hide hide) {
        return switch (hide.place()) {
            case COLUMN -> "column";
            case FIELD -> "field";
            case HEADER -> "header";
        };
    }
}
