// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import policy.runtime.request.Attribute;
import policy.runtime.request.Slots;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// What a test reads: an attribute, a member of an open one, or the same of an item of a list.
///
/// @param attribute for an item one made up for it, under the name the rule gives it
/// @param slot where the attribute stands in the schema of the rule's protocol; [#ITEM] for an item
/// @param path names of members from the outside in; empty for the attribute itself
/// @param type what stands there: what the schema says or, for a member, what it is compared with
public record Term(Attribute attribute, int slot, List<String> path, Type type) implements Comparable<Term> {

    /// Items have no other slot.
    public static final int ITEM = 0;

    private static final Comparator<Term> ORDER =
            Comparator.comparingInt(Term::slot).thenComparing(Term::shown).thenComparing(term -> term.type.toString());

    public Term {
        path = List.copyOf(path);
    }

    public static Term of(Attribute attribute, int slot) {
        return new Term(attribute, slot, List.of(), attribute.type());
    }

    /// The item that a condition of `some` or `every` is about.
    public static Term item(String name, Type type) {
        return of(Attribute.always(name, type, "One item of a list."), ITEM);
    }

    public Term as(Type expected) {
        return new Term(attribute, slot, path, expected);
    }

    /// Whether a request may lack it: an optional attribute, a member nobody has declared.
    public boolean mayBeAbsent() {
        return !path.isEmpty() || attribute.presence() == Attribute.Presence.OPTIONAL;
    }

    /// The value there; absent if there is no such member.
    public Value in(Slots slots) {
        Value value = slots.value(slot);
        for (int i = 0; i < path.size(); i++) {
            switch (value) {
                case Value.Fields(Map<String, Value> fields) ->
                    value = fields.getOrDefault(path.get(i), Value.Absent.ABSENT);
                case Value.Undetermined _ -> {
                    return value;
                }
                case Value.Text _, Value.Int _, Value.Bool _, Value.Many _, Value.Address _, Value.Absent _ -> {
                    return Value.Absent.ABSENT;
                }
            }
        }
        return value;
    }

    /// As policies write it.
    public String shown() {
        return attribute.name() + path.stream().map(Term::member).collect(Collectors.joining());
    }

    private static String member(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + name : "[" + Wording.quoted(name) + "]";
    }

    @Override
    public int compareTo(Term other) {
        return ORDER.compare(this, other);
    }
}
