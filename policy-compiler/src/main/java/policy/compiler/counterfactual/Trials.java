// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Networks;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Values for one attribute, member or item that its tests can tell apart.
///
/// @param term where they are to stand
/// @param now the moment of the request, in milliseconds since 1970-01-01T00:00Z
record Trials(Term term, Value before, long now) {

    /// How many of the texts behind one `in` are tried.
    static final int MOST_TEXTS = 200;

    /// For documentation (RFC 5737, RFC 3849), so nobody's.
    private static final List<String> ADDRESSES = List.of("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1");

    /// @param complete whether the tests compare with no others
    record Tried(Set<Value> values, boolean complete) {}

    /// @param atoms all of this term
    Tried of(List<Atom> atoms) {
        var values = new LinkedHashSet<Value>();
        boolean complete = true;
        for (Atom atom : atoms) {
            complete &= !(atom.test() instanceof Test.OneOf(Set<String> texts) && texts.size() > MOST_TEXTS);
            add(values, atom);
        }
        List<Test> tests = atoms.stream().map(Atom::test).toList();
        values.addAll(new Lists(before, now).values(tests));
        values.addAll(Texts.apartFrom(tests, before));
        if (term.mayBeAbsent()) {
            values.add(Value.Absent.ABSENT);
            atoms.forEach(atom -> values.add(any(atom.term().type())));
        }
        return new Tried(values, complete);
    }

    private void add(Set<Value> values, Atom atom) {
        Type type = atom.term().type();
        switch (atom.test()) {
            case Test.OneOf(Set<String> texts) -> {
                texts.stream().sorted().limit(MOST_TEXTS).map(Value::of).forEach(values::add);
                if (type instanceof Type.Choice(var _, List<String> words)) {
                    words.stream().map(Value::of).forEach(values::add);
                }
            }
            case Test.StartsWith _, Test.EndsWith _, Test.HasPart _, Test.Contains _, Test.Like _, Test.Matches _ ->
                Texts.meeting(atom.test()).stream().map(Value::of).forEach(values::add);
            case Test.IsTrue _ -> values.addAll(List.of(Value.of(true), Value.of(false)));
            case Test.Between(long low, long high) -> values.addAll(around(low, high, type));
            case Test.InNetwork(Networks networks) -> values.addAll(addresses(networks));
            case Test.During(var windows) ->
                Moments.around(windows, now).forEach(moment -> values.add(Value.of(moment)));
            case Test.Present _, Test.HoldsAny _, Test.Some _, Test.Every _ -> {}
        }
    }

    /// Both ends, and what is just below and above them.
    private static List<Value> around(long low, long high, Type type) {
        var numbers = new ArrayList<Value>();
        if (low != Long.MIN_VALUE) {
            numbers.add(Value.of(low));
        }
        if (high != Long.MAX_VALUE) {
            numbers.add(Value.of(high));
            numbers.add(Value.of(high + 1));
        }
        boolean natural = type instanceof Type.Size || type instanceof Type.Duration;
        if (low != Long.MIN_VALUE && !(natural && low <= 0)) {
            numbers.add(Value.of(low - 1));
        }
        return numbers;
    }

    private static List<Value> addresses(Networks networks) {
        var addresses = new ArrayList<Value>();
        networks.networks().stream()
                .limit(MOST_TEXTS)
                .forEach(network -> addresses.add(new Value.Address(network.first())));
        ADDRESSES.forEach(text -> addresses.add(new Value.Address(InetAddress.ofLiteral(text))));
        return addresses;
    }

    /// Something to be there where nothing is.
    private Value any(Type type) {
        return switch (type) {
            case Type.Text _, Type.Open _ -> Value.of("x");
            case Type.Int _, Type.Size _, Type.Duration _ -> Value.of(0);
            case Type.Time _ -> Value.of(now);
            case Type.Bool _ -> Value.of(true);
            case Type.Choice(var _, List<String> words) -> Value.of(words.getFirst());
            case Type.ListOf _ -> new Value.Many(List.of());
            case Type.Address _ -> new Value.Address(InetAddress.ofLiteral(ADDRESSES.getFirst()));
        };
    }
}
