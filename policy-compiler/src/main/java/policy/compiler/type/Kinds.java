// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import policy.compiler.condition.Term;
import policy.dsl.ast.Expression;
import policy.runtime.request.Type;

/// How messages call what was written, and what is expected.
final class Kinds {

    private Kinds() {}

    static String of(Expression expression, Reading reading) {
        return switch (expression) {
            case Expression.Or _,
                    Expression.And _,
                    Expression.Not _,
                    Expression.Compare _,
                    Expression.Quantified _,
                    Expression.Has _ -> "a condition";
            case Expression.Reference reference -> of(reference, reading);
            case Expression.Call _ -> "a name with values";
            case Expression.Group _ -> "a group";
            case Expression.TextLiteral _, Expression.RawTextLiteral _ -> "text";
            case Expression.IntLiteral _ -> "a whole number";
            case Expression.BoolLiteral _ -> "true or false";
            case Expression.DurationLiteral _ -> "a duration";
            case Expression.SizeLiteral _ -> "a size";
            case Expression.WindowLiteral _ -> "a window of time";
            case Expression.ListLiteral _ -> "a list";
            case Expression.FieldsLiteral _ -> "fields";
            case Expression.Invalid _ -> "not readable";
        };
    }

    private static String of(Expression.Reference reference, Reading reading) {
        String name = reference.name().text();
        if (name.equals(ComparisonChecker.SUBJECT)) {
            return "the caller as a whole";
        }
        if (reading.lets().list(reference).isPresent()) {
            return "a list";
        }
        if (reading.lets().item(name.split("\\.", 2)[0]).isPresent()) {
            return "an item of a list";
        }
        return reading.scope().term(name).map(term -> of(term.type())).orElse("a name");
    }

    static String of(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "a whole number";
            case Type.Bool _ -> "true or false";
            case Type.Size _ -> "a size";
            case Type.Duration _ -> "a duration";
            case Type.Time _ -> "a moment";
            case Type.Address _ -> "an address";
            case Type.Open _ -> "a tree of members nobody has declared";
            case Type.Choice(String name, var _) -> "a word of the set `" + name + "`";
            case Type.ListOf(Type.Text _) -> "a list of texts";
            case Type.ListOf(Type.Int _) -> "a list of whole numbers";
            case Type.ListOf(Type.Choice(String name, var _)) -> "a list of words of the set `" + name + "`";
            case Type.ListOf(Type.Open _) -> "a list of trees";
            case Type.ListOf _ -> "a list";
        };
    }

    static String of(Term term) {
        return "`" + term.shown() + "` is " + of(term.type());
    }
}
