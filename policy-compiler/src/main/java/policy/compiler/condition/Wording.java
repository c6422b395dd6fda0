// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Type;

/// Conditions in the language's own words, for explanations and listings.
public final class Wording {

    private static final String FINDINGS = " finds";

    private Wording() {}

    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> truth.word();
            case Condition.Holds(Atom atom) -> of(atom);
            case Condition.Not(Condition operand) -> "not " + operand(operand);
            case Condition.And(List<Condition> operands) -> joined(operands, " and ");
            case Condition.Or(List<Condition> operands) -> joined(operands, " or ");
        };
    }

    private static String joined(List<Condition> operands, String connective) {
        return operands.stream().map(Wording::operand).collect(Collectors.joining(connective));
    }

    private static String operand(Condition condition) {
        return switch (condition) {
            case Condition.Constant _, Condition.Holds _, Condition.Not _ -> of(condition);
            case Condition.And _, Condition.Or _ -> "(" + of(condition) + ")";
        };
    }

    public static String of(Atom atom) {
        String name = atom.attribute().name();
        return switch (atom.test()) {
            case Test.Present _ -> "has " + name;
            case Test.IsTrue _ -> name;
            case Test.OneOf(Set<String> texts) ->
                name + oneOf(texts, atom.attribute().type());
            case Test.StartsWith(String prefix) -> name + " starts with " + quoted(prefix);
            case Test.EndsWith(String suffix) -> name + " ends with " + quoted(suffix);
            case Test.HasPart(String part) -> name + " contains " + quoted(part);
            case Test.Like like -> name + " like " + quoted(like.glob());
            case Test.Matches matches -> name + " matches r\"" + matches.regex() + "\"";
            case Test.Between(long low, long high) -> name + between(low, high);
            case Test.HoldsAny(Set<String> items) -> holdsAny(atom.attribute(), items);
        };
    }

    private static String oneOf(Set<String> texts, Type type) {
        boolean bare = type instanceof Type.Choice;
        return texts.size() == 1
                ? " == "
                        + (bare
                                ? texts.iterator().next()
                                : quoted(texts.iterator().next()))
                : " in " + list(texts, bare);
    }

    private static String between(long low, long high) {
        if (low == high) {
            return " == " + low;
        }
        if (low == Long.MIN_VALUE) {
            return " <= " + high;
        }
        return high == Long.MAX_VALUE ? " >= " + low : " from " + low + " to " + high;
    }

    private static String holdsAny(Attribute attribute, Set<String> items) {
        if (attribute.name().endsWith(FINDINGS)) {
            return attribute.name() + " " + list(items, true);
        }
        if (attribute.equals(CommonAttributes.SUBJECT_GROUPS) && items.size() == 1) {
            return "subject in group(" + quoted(items.iterator().next()) + ")";
        }
        boolean bare = attribute.type() instanceof Type.ListOf(Type element) && element instanceof Type.Choice;
        return items.size() == 1
                ? attribute.name() + " contains "
                        + (bare
                                ? items.iterator().next()
                                : quoted(items.iterator().next()))
                : attribute.name() + " intersects " + list(items, bare);
    }

    private static String list(Collection<String> texts, boolean bare) {
        return texts.stream().map(text -> bare ? text : quoted(text)).collect(Collectors.joining(", ", "[", "]"));
    }

    /// As a text literal, with what cannot be seen escaped.
    public static String quoted(String text) {
        return "\"" + Visible.text(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }
}
