// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.source.Span;

/// The declarations of a file.
final class DeclarationDocs {

    private static final int INDENT = ExpressionDocs.INDENT;

    /// Where what follows a part of a test begins.
    private static final int COLUMN = "resource ".length();

    private final Cursor cursor;
    private final ExpressionDocs expressions;
    private final ClauseDocs clauses;

    DeclarationDocs(Cursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionDocs(cursor);
        this.clauses = new ClauseDocs(cursor, expressions);
    }

    /// With what documents it.
    Doc of(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration imported ->
                Doc.concat(cursor.lead(), header(imported.span().end()));
            case Declaration.LetDeclaration let -> Doc.concat(cursor.leadOfDeclaration(), let(let));
            case Declaration.ListDeclaration list ->
                Doc.concat(cursor.leadOfDeclaration(), header(list.span().end()));
            case Declaration.RuleDeclaration rule -> Doc.concat(cursor.leadOfDeclaration(), rule(rule));
            case Declaration.TestDeclaration test -> Doc.concat(cursor.leadOfDeclaration(), test(test));
            case Declaration.InvariantDeclaration invariant ->
                Doc.concat(cursor.leadOfDeclaration(), invariant(invariant));
            case Declaration.Invalid _ -> throw new IllegalArgumentException("what did not parse cannot be formatted");
        };
    }

    private Doc header(int end) {
        return new Doc.Nest(INDENT, cursor.flow(end));
    }

    private Doc let(Declaration.LetDeclaration let) {
        boolean plain = let.parameters().isEmpty();
        Doc name =
                header((plain ? let.name() : let.parameters().getLast()).span().end());
        Doc close = plain ? Doc.EMPTY : cursor.take(")");
        Doc sign = cursor.take("=");
        Doc comments = cursor.comments();
        boolean hangs = comments.equals(Doc.EMPTY) && ExpressionDocs.hangs(let.value());
        Doc value = expressions.of(let.value());
        Doc behindSign = hangs
                ? Doc.concat(Doc.SPACE, value)
                : Doc.group(new Doc.Nest(INDENT, Doc.concat(comments, Doc.LINE, value)));
        return Doc.concat(name, close, Doc.SPACE, sign, behindSign);
    }

    private Doc rule(Declaration.RuleDeclaration rule) {
        Doc header = header(rule.protocol().span().end());
        return Doc.concat(
                header,
                Doc.SPACE,
                block(rule.clauses(), left -> clauses.of(left.pop(), rule.span().start())));
    }

    private Doc test(Declaration.TestDeclaration test) {
        Doc title = header(test.title().span().end());
        Doc table = test.table().map(this::table).orElse(Doc.EMPTY);
        return Doc.concat(title, Doc.SPACE, table, block(Part.of(test), this::part));
    }

    private Doc table(Table table) {
        return Doc.concat(
                cursor.take("for"),
                Doc.SPACE,
                cursor.flow(table.names().getLast().span().end()),
                Doc.SPACE,
                cursor.take("in"),
                Doc.SPACE,
                expressions.table(table),
                Doc.SPACE);
    }

    /// What a test holds, in the order of the source.
    private sealed interface Part {
        Span span();

        record Of(Given given) implements Part {
            @Override
            public Span span() {
                return given.span();
            }
        }

        record Expected(Expectation expectation) implements Part {
            @Override
            public Span span() {
                return expectation.span();
            }
        }

        static List<Part> of(Declaration.TestDeclaration test) {
            return Stream.<Part>concat(
                            test.givens().stream().map(Of::new),
                            test.expectations().stream().map(Expected::new))
                    .sorted(Comparator.comparingInt(part -> part.span().start()))
                    .toList();
        }
    }

    private Doc part(Deque<Part> left) {
        return switch (left.peek()) {
            case Part.Of(Given given) -> {
                left.pop();
                String name = given.part().text();
                yield Doc.concat(
                        cursor.take(name),
                        expressions.behindWord(ClauseDocs.upTo(COLUMN, name), given.value(), expressions::operand));
            }
            case Part.Expected _ -> expected(left);
        };
    }

    /// One `expect`: as many expectations as commas join.
    private Doc expected(Deque<Part> left) {
        Doc keyword = cursor.take("expect");
        var docs = new ArrayList<Doc>();
        boolean more = true;
        while (more) {
            Doc doc = cursor.flow(left.pop().span().end());
            more = cursor.comma();
            docs.add(more ? Doc.concat(doc, Doc.text(","), cursor.behind()) : doc);
        }
        Doc all = new Doc.Aligned(Doc.group(Doc.joined(Doc.LINE, docs)));
        return Doc.concat(keyword, ClauseDocs.upTo(COLUMN, "expect"), all);
    }

    private Doc invariant(Declaration.InvariantDeclaration invariant) {
        Doc header = header(invariant.protocol().span().end());
        return Doc.concat(header, Doc.SPACE, block(List.of(invariant), left -> implication(left.pop())));
    }

    private Doc implication(Declaration.InvariantDeclaration invariant) {
        return Doc.group(
                expressions.premise(invariant.premise()),
                cursor.joining("implies", Doc.LINE),
                Doc.SPACE,
                cursor.flow(invariant.outcomes().getLast().span().end()));
    }

    /// Lines between braces.
    ///
    /// @param written takes at least one item off the front and writes what it took
    private <T> Doc block(List<T> items, Function<Deque<T>, Doc> written) {
        var docs = new ArrayList<Doc>();
        Doc open = cursor.take("{");
        Doc behindOpen = cursor.behind();
        var left = new ArrayDeque<>(items);
        while (!left.isEmpty()) {
            Doc above = above(docs.isEmpty());
            docs.add(Doc.concat(above, cursor.lead(), written.apply(left), cursor.behind()));
        }
        Doc above = above(docs.isEmpty());
        Doc rest = cursor.rest();
        if (!rest.equals(Doc.EMPTY)) {
            docs.add(Doc.concat(above, rest));
        }
        Doc close = cursor.take("}");
        Doc inner = docs.isEmpty() ? Doc.EMPTY : Doc.concat(new Doc.Nest(INDENT, Doc.concat(docs)), Doc.HARD_LINE);
        return Doc.concat(open, behindOpen, inner, close);
    }

    /// The end of the line before an item, with the empty line that stood there if it is not the first.
    private Doc above(boolean first) {
        return !first && cursor.blank() ? Doc.concat(Doc.BLANK, Doc.HARD_LINE) : Doc.HARD_LINE;
    }
}
