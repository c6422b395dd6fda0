// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// Reads the side of a comparison that is known before any request: literals, lets, words of a set, lists of them.
/// Each method returns nothing where a mistake was told.
final class Constants {

    private final Reading reading;

    Constants(Reading reading) {
        this.reading = reading;
    }

    /// @param compared the attribute on the other side, for messages
    Optional<String> text(Expression expression, Attribute compared) {
        return reading.lets().reading(expression, Optional.empty(), e -> {
            if (e instanceof Expression.TextLiteral(String text, var _)) {
                return Optional.of(text);
            }
            if (e instanceof Expression.RawTextLiteral(String text, var _)) {
                return Optional.of(text);
            }
            return mismatch(e, compared, "text", "if you mean the text, write quotes around it");
        });
    }

    Optional<Long> number(Expression expression, Attribute compared) {
        return reading.lets()
                .reading(
                        expression,
                        Optional.empty(),
                        e -> e instanceof Expression.IntLiteral(long number, var _)
                                ? Optional.of(number)
                                : mismatch(e, compared, "a whole number"));
    }

    /// A word of a closed set. It is written without quotes unless it could not be a name; it means the word even
    /// where a let has the same name.
    Optional<String> word(Expression expression, Type.Choice choice, Attribute compared) {
        if (expression instanceof Expression.Reference(var name, var _)
                && choice.words().contains(name.text())) {
            return Optional.of(name.text());
        }
        return reading.lets().reading(expression, Optional.empty(), e -> {
            if (e instanceof Expression.TextLiteral(String text, var _)) {
                return quotedWord(e, text, choice);
            }
            if (e instanceof Expression.Reference(var name, var _)
                    && name.text().indexOf('.') < 0) {
                return choice.words().contains(name.text())
                        ? Optional.of(name.text())
                        : unknownWord(e, name.text(), choice);
            }
            return mismatch(e, compared, "a word of the set `" + choice.name() + "`");
        });
    }

    /// One name of an entity, or a list of them.
    Optional<List<String>> entities(Expression expression, Attribute searched) {
        return reading.lets()
                .reading(
                        expression,
                        Optional.empty(),
                        e -> e instanceof Expression.ListLiteral
                                ? list(e, searched, item -> entity(item, searched))
                                : entity(e, searched).map(List::of));
    }

    private Optional<String> entity(Expression expression, Attribute searched) {
        return reading.lets()
                .reading(
                        expression,
                        Optional.empty(),
                        e -> e instanceof Expression.Reference(var name, var _)
                                ? reading.entity(name)
                                : mismatch(e, searched, "the names of entities"));
    }

    /// A list with each item read by its own reader; all mistakes of all items are told.
    <T> Optional<List<T>> list(Expression expression, Attribute compared, Function<Expression, Optional<T>> item) {
        return reading.lets().reading(expression, Optional.empty(), e -> {
            if (!(e instanceof Expression.ListLiteral(List<Expression> items, var _))) {
                return mismatch(e, compared, "a list");
            }
            var read = new ArrayList<T>();
            items.forEach(one -> item.apply(one).ifPresent(read::add));
            return read.size() == items.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
        });
    }

    private Optional<String> quotedWord(Expression expression, String text, Type.Choice choice) {
        if (!choice.words().contains(text)) {
            return unknownWord(expression, text, choice);
        }
        if (!isName(text)) {
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

    private static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
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

    private <T> Optional<T> notConstant(Expression.Reference reference, String... help) {
        String name = reference.name().text();
        if (reading.scope().slot(name).isPresent() || name.equals(ComparisonChecker.SUBJECT)) {
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

    private <T> Optional<T> mismatch(Expression expression, Attribute compared, String expected, String... help) {
        if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else if (expression instanceof Expression.Reference reference) {
            return notConstant(reference, help);
        } else {
            reading.mistake(
                    Code.P301,
                    Kinds.of(compared) + " and cannot be compared with " + Kinds.of(expression, reading.scope()),
                    expression.span(),
                    "expected " + expected);
        }
        return Optional.empty();
    }
}
