// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import policy.compiler.condition.Network;
import policy.compiler.condition.Term;
import policy.compiler.lists.TextList;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Type;

/// Reads the side of a comparison that is known before any request: literals, lets, words of a set, lists of them.
/// Each method returns nothing where a mistake was told.
final class Constants {

    private final Reading reading;

    Constants(Reading reading) {
        this.reading = reading;
    }

    /// @param compared what is on the other side, for messages
    Literal<String> text(Term compared) {
        return new Literal<>(expression -> text(expression, compared), list -> Optional.of(list.texts()));
    }

    private Optional<String> text(Expression expression, Term compared) {
        return literal(expression, e -> {
            if (e instanceof Expression.TextLiteral(String text, var _)) {
                return Optional.of(text);
            }
            if (e instanceof Expression.RawTextLiteral(String text, var _)) {
                return Optional.of(text);
            }
            return mismatch(e, compared, "text", "if you mean the text, write quotes around it");
        });
    }

    Literal<Long> number(Term compared) {
        return new Literal<>(
                expression -> literal(
                        expression,
                        e -> e instanceof Expression.IntLiteral(long number, var _)
                                ? Optional.of(number)
                                : mismatch(e, compared, "a whole number")),
                list -> rows(list, Constants::parseNumber));
    }

    /// In bytes.
    Literal<Long> size(Term compared) {
        return new Literal<>(
                expression -> literal(expression, e -> {
                    if (e instanceof Expression.IntLiteral(long number, var _)) {
                        return Optional.of(number);
                    }
                    return e instanceof Expression.SizeLiteral(long bytes, var _)
                            ? Optional.of(bytes)
                            : mismatch(e, compared, "a size such as `4MiB`");
                }),
                list -> rows(list, Constants::parseNumber));
    }

    private static long parseNumber(String row) {
        try {
            return Long.parseLong(row);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number", e);
        }
    }

    /// In milliseconds.
    Literal<Long> duration(Term compared) {
        return new Literal<>(
                expression -> literal(
                        expression,
                        e -> e instanceof Expression.DurationLiteral(Duration duration, var _)
                                ? Optional.of(duration.toMillis())
                                : mismatch(e, compared, "a duration such as `15m`")),
                list -> notInFiles(list, "durations"));
    }

    Literal<Long> moment(Term compared) {
        return new Literal<>(
                expression ->
                        parsed(expression, compared, "a moment such as `\"2027-01-31T00:00:00Z\"`", Moment::parse),
                list -> rows(list, Moment::parse));
    }

    Literal<Network> network(Term compared) {
        return new Literal<>(
                expression -> parsed(
                        expression, compared, "an address or a network such as `\"10.0.0.0/8\"`", Network::parse),
                list -> rows(list, Network::parse));
    }

    private <T> Optional<T> parsed(Expression expression, Term compared, String expected, Function<String, T> parser) {
        return literal(expression, e -> {
            if (!(e instanceof Expression.TextLiteral(String text, Span span))) {
                return mismatch(e, compared, expected);
            }
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException wrong) {
                reading.mistake(
                        Code.P310,
                        "`" + text + "` is not " + expected.split(" such as", 2)[0],
                        span,
                        String.valueOf(wrong.getMessage()),
                        text.matches("\\d{4}-\\d\\d-\\d\\d")
                                ? new String[] {"write `\"" + text + "T00:00:00Z\"`"}
                                : new String[0]);
                return Optional.empty();
            }
        });
    }

    /// A word of a closed set. It is written without quotes unless it could not be a name; it means the word even
    /// where a let has the same name.
    Literal<String> word(Type.Choice choice, Term compared) {
        return new Literal<>(
                expression -> word(expression, choice, compared), list -> rows(list, row -> wordOf(choice, row)));
    }

    private static String wordOf(Type.Choice choice, String row) {
        if (!choice.words().contains(row)) {
            throw new IllegalArgumentException("not a word of the set `" + choice.name() + "`");
        }
        return row;
    }

    private Optional<String> word(Expression expression, Type.Choice choice, Term compared) {
        if (expression instanceof Expression.Reference(var name, var keys, var _)
                && keys.isEmpty()
                && !reading.lets().isLocal(name.text())
                && choice.words().contains(name.text())) {
            return Optional.of(name.text());
        }
        return literal(expression, e -> {
            if (e instanceof Expression.TextLiteral(String text, var _)) {
                return quotedWord(e, text, choice);
            }
            if (e instanceof Expression.Reference(var name, var _, var _)
                    && name.text().indexOf('.') < 0
                    && !reading.lets().isLocal(name.text())
                    && reading.lets().list(e).isEmpty()) {
                return choice.words().contains(name.text())
                        ? Optional.of(name.text())
                        : unknownWord(e, name.text(), choice);
            }
            return mismatch(e, compared, "a word of the set `" + choice.name() + "`");
        });
    }

    private Optional<String> quotedWord(Expression expression, String text, Type.Choice choice) {
        if (!choice.words().contains(text)) {
            return unknownWord(expression, text, choice);
        }
        if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.of(text);
        }
        reading.mistake(
                Code.P301,
                "a word of the set `" + choice.name() + "` is written without quotes",
                expression.span(),
                "this is text",
                "write `" + text + "`");
        return Optional.empty();
    }

    private Optional<String> unknownWord(Expression expression, String written, Type.Choice choice) {
        reading.mistake(
                Code.P208,
                "`" + written + "` is not a word of the set `" + choice.name() + "`",
                expression.span(),
                "unknown word",
                Suggestion.among(choice.words(), written, "its words are"));
        return Optional.empty();
    }

    /// One name of an entity, or a list of them.
    Optional<Set<String>> entities(Expression expression, Term searched) {
        var entity = new Literal<String>(
                item -> literal(
                        item,
                        e -> e instanceof Expression.Reference(var name, var _, var _)
                                ? reading.entity(name)
                                : notAnEntity(e)),
                list -> notInFiles(list, "names of entities"));
        return oneOrMore(expression, searched, entity);
    }

    private Optional<String> notAnEntity(Expression written) {
        if (written instanceof Expression.Invalid) {
            reading.report().silentMistake();
            return Optional.empty();
        }
        reading.mistake(
                Code.P301,
                "`finds` looks for entities by their names",
                written.span(),
                "this is " + Kinds.of(written, reading),
                written instanceof Expression.TextLiteral(String name, var _)
                                && reading.scope().entities().stream()
                                        .anyMatch(entity -> entity.name().equals(name))
                        ? "write `" + name + "`, without quotes"
                        : "write `finds [email, iban]`; for other texts write `contains` or `matches`");
        return Optional.empty();
    }

    /// One value, or a list of them.
    <T> Optional<Set<T>> oneOrMore(Expression expression, Term compared, Literal<T> item) {
        return literal(
                expression,
                e -> e instanceof Expression.ListLiteral
                                || reading.lets().list(e).isPresent()
                        ? set(e, compared, item)
                        : item.written().apply(e).map(Set::of));
    }

    /// A list with each item read by its own reader; all mistakes of all items are told.
    <T> Optional<Set<T>> set(Expression expression, Term compared, Literal<T> item) {
        return literal(expression, e -> {
            Optional<TextList> list = reading.lets().list(e);
            if (list.isPresent()) {
                return listed(list.get(), item);
            }
            if (!(e instanceof Expression.ListLiteral(List<Expression> items, var _))) {
                return notAList(e, compared);
            }
            var first = new HashMap<T, Span>();
            int read = 0;
            boolean repeated = false;
            for (Expression one : items) {
                Optional<T> value = item.written().apply(one);
                read += value.isPresent() ? 1 : 0;
                if (value.isPresent()) {
                    @Nullable Span before = first.putIfAbsent(value.get(), one.span());
                    if (before != null && !repeated) {
                        repeated = tellRepeated(before, one.span());
                    }
                }
            }
            return read == items.size() ? Optional.of(Set.copyOf(first.keySet())) : Optional.empty();
        });
    }

    /// What a file holds that could not be read is not known, so nothing is said of what is compared with it.
    private <T> Optional<Set<T>> listed(TextList list, Literal<T> item) {
        if (!list.readable()) {
            reading.report().silentMistake();
            return Optional.empty();
        }
        return item.listed().apply(list);
    }

    private <T> Optional<T> notAList(Expression written, Term compared) {
        if (written instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else if (isWordOf(compared.type(), written)) {
            String word = written.span().text();
            reading.mistake(
                    Code.P301,
                    "a list is due here, not a word",
                    written.span(),
                    "expected a list",
                    compared.type() instanceof Type.ListOf
                            ? "write `contains " + word + "` or `intersects [" + word + "]`"
                            : "write `== " + word + "` or `in [" + word + "]`");
        } else if (written instanceof Expression.Reference reference) {
            return notConstant(reference);
        } else {
            reading.mistake(
                    Code.P301,
                    "a list is due here, not " + Kinds.of(written, reading),
                    written.span(),
                    "expected a list",
                    new Hints(reading).list(written));
        }
        return Optional.empty();
    }

    private boolean isWordOf(Type type, Expression written) {
        return switch (type) {
            case Type.Choice choice ->
                written instanceof Expression.Reference(var name, var keys, var _)
                        && keys.isEmpty()
                        && choice.words().contains(name.text());
            case Type.ListOf(Type element) -> isWordOf(element, written);
            case Type.Text _,
                    Type.Int _,
                    Type.Bool _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Address _,
                    Type.Open _ -> false;
        };
    }

    /// The first repetition of a list is told; a list that is given for several parameters is read several times.
    private boolean tellRepeated(Span before, Span again) {
        if (before.equals(again)) {
            return false;
        }
        reading.report()
                .add(Diagnostic.of(
                                Code.P406,
                                "`" + again.text() + "` stands in the list twice",
                                again,
                                "again here",
                                "delete one of them")
                        .withSecondary(before, "first here"));
        return true;
    }

    /// @param parser throws [IllegalArgumentException] with a message for the author
    private <T> Optional<Set<T>> rows(TextList list, Function<String, T> parser) {
        var read = new HashSet<T>();
        for (TextList.Row row : list.rows()) {
            try {
                read.add(parser.apply(row.text()));
            } catch (IllegalArgumentException wrong) {
                reading.mistake(
                        Code.P214,
                        "`" + list.place(row) + "` cannot be compared here: " + wrong.getMessage(),
                        list.declaration().file().span(),
                        "in line " + row.line() + " of this file");
                return Optional.empty();
            }
        }
        return Optional.of(read);
    }

    <T> Optional<T> notInFiles(TextList list, String what) {
        reading.mistake(
                Code.P301,
                "`" + list.name() + "` is a list of texts",
                list.declaration().name().span(),
                what + " do not stand in files",
                "write them in the policy: a `let` names a list of them");
        return Optional.empty();
    }

    private <T> Optional<T> literal(Expression expression, Function<Expression, Optional<T>> read) {
        return reading.lets().reading(expression, Optional.empty(), read);
    }

    <T> Optional<T> mismatch(Expression expression, Term compared, String expected, String... help) {
        if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else if (expression instanceof Expression.Reference reference
                && reading.lets().list(expression).isEmpty()) {
            return notConstant(reference, help);
        } else {
            reading.mistake(
                    Code.P301,
                    Kinds.of(compared) + " and cannot be compared with " + Kinds.of(expression, reading),
                    expression.span(),
                    "expected " + expected,
                    new Hints(reading).value(expression, compared));
        }
        return Optional.empty();
    }

    private <T> Optional<T> notConstant(Expression.Reference reference, String... help) {
        String name = reference.name().text();
        boolean isItem = reading.lets().item(name.split("\\.", 2)[0]).isPresent();
        if (isItem || reading.scope().term(name).isPresent() || name.equals(ComparisonChecker.SUBJECT)) {
            reading.mistake(
                    Code.P307,
                    "two attributes cannot be compared with each other",
                    reference.span(),
                    "this is known only with the request",
                    "write a value or a list of values here, or a `let` that names them");
        } else {
            reading.unknownName(reference.name(), help);
        }
        return Optional.empty();
    }
}
