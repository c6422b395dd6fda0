// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import policy.dsl.ast.Expression;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;

/// How messages call what was written, and what is expected.
final class Kinds {

    private Kinds() {}

    static String of(Expression expression, Scope scope) {
        return switch (expression) {
            case Expression.Or _, Expression.And _, Expression.Not _, Expression.Compare _, Expression.Has _ ->
                "a condition";
            case Expression.Reference(var name, var _)
            when name.text().equals(ComparisonChecker.SUBJECT) -> "the caller as a whole";
            case Expression.Reference(var name, var _) ->
                scope.slot(name.text()).map(slot -> of(slot.attribute().type())).orElse("a name");
            case Expression.Group _ -> "a group";
            case Expression.TextLiteral _, Expression.RawTextLiteral _ -> "text";
            case Expression.IntLiteral _ -> "a whole number";
            case Expression.BoolLiteral _ -> "true or false";
            case Expression.DurationLiteral _ -> "a duration";
            case Expression.ListLiteral _ -> "a list";
            case Expression.FieldsLiteral _ -> "fields";
            case Expression.Invalid _ -> "not readable";
        };
    }

    static String of(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "a whole number";
            case Type.Bool _ -> "true or false";
            case Type.Choice(String name, var _) -> "a word of the set `" + name + "`";
            case Type.ListOf(Type.Text _) -> "a list of texts";
            case Type.ListOf(Type.Int _) -> "a list of whole numbers";
            case Type.ListOf(Type.Choice(String name, var _)) -> "a list of words of the set `" + name + "`";
            case Type.ListOf _ -> "a list";
        };
    }

    static String of(Attribute attribute) {
        return "`" + attribute.name() + "` is " + of(attribute.type());
    }
}
