// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Type;

/// Conditions in the language's own words, for explanations and listings.
public final class Wording {

    /// How many items of a list are told.
    static final int MOST_SHOWN = 20;

    private static final String FINDINGS = " finds";

    private Wording() {}

    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> truth.word();
            case Condition.Holds(Atom atom, var _) -> of(atom);
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
        Term term = atom.term();
        String name = term.shown();
        return switch (atom.test()) {
            case Test.Present _ -> "has " + name;
            case Test.IsTrue _ -> name;
            case Test.OneOf(Set<String> texts) -> name + oneOf(texts, term.type());
            case Test.StartsWith(String prefix) -> name + " starts with " + quoted(prefix);
            case Test.EndsWith(String suffix) -> name + " ends with " + quoted(suffix);
            case Test.HasPart(String part) -> name + " contains " + quoted(part);
            case Test.Contains(String text) -> name + " contains " + quoted(text);
            case Test.Like like -> name + " like " + quoted(like.glob());
            case Test.Matches matches -> name + " matches r\"" + matches.regex() + "\"";
            case Test.Between(long low, long high) -> name + between(low, high, term.type());
            case Test.InNetwork(Networks networks) ->
                name + in(networks.networks().stream().map(network -> quoted(network.shown())));
            case Test.During(Set<Window> windows) ->
                name + in(windows.stream().map(Window::shown).sorted());
            case Test.Some(String item, Condition condition) -> quantified("some ", item, name, condition);
            case Test.Every(String item, Condition condition) -> quantified("every ", item, name, condition);
            case Test.HoldsAny(Set<String> items) -> holdsAny(term, items);
        };
    }

    private static String quantified(String quantifier, String item, String list, Condition condition) {
        return quantifier + item + " in " + list + " satisfies " + operand(condition);
    }

    private static String oneOf(Set<String> texts, Type type) {
        boolean bare = type instanceof Type.Choice;
        return texts.size() == 1 ? " == " + shown(texts, bare).findFirst().orElse("") : in(shown(texts, bare));
    }

    private static String between(long low, long high, Type type) {
        if (low == high) {
            return " == " + number(low, type);
        }
        if (low == Long.MIN_VALUE) {
            return isRounder(high + 1, high, type) ? " < " + number(high + 1, type) : " <= " + number(high, type);
        }
        if (high == Long.MAX_VALUE) {
            return isRounder(low - 1, low, type) ? " > " + number(low - 1, type) : " >= " + number(low, type);
        }
        return " from " + number(low, type) + " to " + number(high, type);
    }

    /// Whether somebody is more likely to have written this number: in fewer digits, or with more zeros at its end.
    private static boolean isRounder(long number, long other, Type type) {
        String text = Quantity.shown(number, type);
        String than = Quantity.shown(other, type);
        return text.length() < than.length() || (text.length() == than.length() && zeros(number) > zeros(other));
    }

    private static int zeros(long number) {
        int zeros = 0;
        for (long rest = number; rest != 0 && rest % 10 == 0; rest /= 10) {
            zeros++;
        }
        return zeros;
    }

    private static String number(long number, Type type) {
        String shown = Quantity.shown(number, type);
        return type instanceof Type.Time ? quoted(shown) : shown;
    }

    private static String holdsAny(Term term, Set<String> items) {
        String name = term.shown();
        if (name.endsWith(FINDINGS)) {
            return name + " " + list(shown(items, true));
        }
        if (term.attribute().equals(CommonAttributes.SUBJECT_GROUPS) && items.size() == 1) {
            return "subject in group(" + shown(items, false).findFirst().orElse("") + ")";
        }
        boolean bare = term.type() instanceof Type.ListOf(Type element) && element instanceof Type.Choice;
        return items.size() == 1
                ? name + " contains " + shown(items, bare).findFirst().orElse("")
                : name + " intersects " + list(shown(items, bare));
    }

    private static Stream<String> shown(Set<String> texts, boolean bare) {
        return texts.stream().sorted().map(text -> bare ? text : quoted(text));
    }

    /// One alone without brackets.
    private static String in(Stream<String> items) {
        List<String> all = items.toList();
        return all.size() == 1 ? " in " + all.getFirst() : " in " + list(all.stream());
    }

    /// The first of them in brackets: a list may be a file of a million lines.
    public static String list(Stream<String> items) {
        List<String> all = items.toList();
        String more = all.size() > MOST_SHOWN ? ", … " + (all.size() - MOST_SHOWN) + " more" : "";
        return all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ", "[", more + "]"));
    }

    /// As a text literal, with what cannot be seen escaped.
    public static String quoted(String text) {
        return "\"" + Visible.text(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }
}
