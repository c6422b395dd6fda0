// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import static policy.compiler.Fixtures.WEB;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Glob;
import policy.compiler.condition.Regex;
import policy.compiler.condition.Test;
import policy.compiler.type.Consequence;
import policy.compiler.type.TypedRule;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Rules and requests at random, over so few values that they meet often. Conditions need not be well guarded and
/// values need not be of their type: the tree must agree with the interpreter on those as well.
final class Generated {

    private static final List<String> PATHS = List.of("", "/", "/a", "/a/", "/a/b", "/a/b/c", "/b", "/b/x.html", "/c");
    private static final List<String> ITEMS = List.of("t1", "t2", "t3", "t4");
    private static final Span NOWHERE = new Span(new Source("generated", ""), 0, 0);

    private Generated() {}

    static Arbitrary<List<TypedRule>> rules(int most) {
        Arbitrary<Rough> rough = Combinators.combine(
                        Arbitraries.of(Effect.values()), Arbitraries.of(0, 0, 0, 1), conditions())
                .as(Rough::new);
        return rough.list().ofMinSize(1).ofMaxSize(most).map(Generated::named);
    }

    private record Rough(Effect effect, int any, Condition condition) {}

    private static List<TypedRule> named(List<Rough> rough) {
        var rules = new ArrayList<TypedRule>();
        for (Rough one : rough) {
            String name = "r%03d".formatted(rules.size());
            boolean common =
                    Condition.atoms(one.condition()).allMatch(atom -> atom.slot() < CommonAttributes.ALL.size());
            rules.add(new TypedRule(
                    new Rule(one.effect(), "p", name, "generated:1:1"),
                    one.any() == 1 && common ? Optional.empty() : Optional.of("web"),
                    one.condition(),
                    consequence(one.effect()),
                    NOWHERE));
        }
        return rules;
    }

    private static Consequence consequence(Effect effect) {
        return switch (effect) {
            case ALLOW -> new Consequence.Allow(Optional.empty());
            case DENY -> new Consequence.Deny(Optional.empty(), Optional.empty());
            case APPROVE ->
                new Consequence.Approve(1, "dba", Duration.ofMinutes(1), Optional.empty(), Optional.empty());
            case MASK ->
                new Consequence.Mask(List.of(
                        new Consequence.Hiding(new TreeSet<>(Set.of("email")), new Obligation.Transform.Redact())));
        };
    }

    /// Mostly conjunctions, as rules are; some of them of anything.
    private static Arbitrary<Condition> conditions() {
        Arbitrary<Condition> literal =
                Arbitraries.frequencyOf(Tuple.of(4, atoms()), Tuple.of(1, atoms().map(Condition::not)));
        Arbitrary<Condition> disjunction =
                literal.list().ofMinSize(2).ofMaxSize(3).map(Condition::anyOf);
        Arbitrary<Condition> nested = Combinators.combine(
                        literal.list().ofMinSize(1).ofMaxSize(3).map(Condition::allOf),
                        literal.list().ofMinSize(1).ofMaxSize(3).map(Condition::allOf))
                .as((one, other) -> Condition.anyOf(List.of(one, other)));
        Arbitrary<Condition> part = Arbitraries.frequencyOf(
                Tuple.of(6, literal),
                Tuple.of(2, disjunction),
                Tuple.of(1, nested),
                Tuple.of(1, nested.map(Condition::not)));
        return part.list().ofMinSize(0).ofMaxSize(4).map(Condition::allOf);
    }

    private static Arbitrary<Condition> atoms() {
        Arbitrary<Atom> atom = Arbitraries.oneOf(List.of(
                on(Fixtures.VERB, subset(List.of("GET", "POST", "PUT")).map(Test.OneOf::new)),
                on(Fixtures.PATH, subset(PATHS).map(Test.OneOf::new)),
                on(Fixtures.PATH, Arbitraries.of(PATHS).map(Test.StartsWith::new)),
                on(Fixtures.PATH, Arbitraries.of("/", "b", ".html", "").map(Test.EndsWith::new)),
                on(Fixtures.PATH, Arbitraries.of("/a", "b").map(Test.HasPart::new)),
                on(
                        Fixtures.PATH,
                        Arbitraries.of("/a/*", "/a/**", "**.html", "/?", "*").map(Glob::test)),
                on(Fixtures.PATH, Arbitraries.of("/[ab]", "/a.*").map(Regex::test)),
                on(Fixtures.QUERY, Arbitraries.just(new Test.Present())),
                on(Fixtures.QUERY, subset(PATHS).map(Test.OneOf::new)),
                on(Fixtures.TAGS, subset(ITEMS).map(Test.HoldsAny::new)),
                on(Fixtures.FLAGS, Arbitraries.just(new Test.Present())),
                on(Fixtures.FLAGS, subset(List.of("hot", "cold")).map(Test.HoldsAny::new)),
                on(Fixtures.SECURE, Arbitraries.just(new Test.IsTrue())),
                on(Fixtures.SIZE, Arbitraries.of(0L, 5L, 9L).map(low -> new Test.Between(low, low + 5))),
                on(Fixtures.BODY.findings(), subset(List.of("email", "iban")).map(Test.HoldsAny::new)),
                on(CommonAttributes.SUBJECT_GROUPS, subset(ITEMS).map(Test.HoldsAny::new)),
                on(
                        CommonAttributes.SUBJECT_KIND,
                        subset(List.of("person", "agent")).map(Test.OneOf::new)),
                on(
                        CommonAttributes.RESOURCE_ENV,
                        subset(List.of("prod", "test")).map(Test.OneOf::new))));
        return atom.map(Condition.Holds::new);
    }

    private static Arbitrary<Atom> on(Attribute attribute, Arbitrary<? extends Test> tests) {
        return tests.map(test -> new Atom(attribute, WEB.slot(attribute), test));
    }

    private static Arbitrary<Set<String>> subset(List<String> texts) {
        return Arbitraries.of(texts).set().ofMinSize(1).ofMaxSize(2);
    }

    static Arbitrary<AccessRequest> requests() {
        Arbitrary<Value> text = value(Arbitraries.of(PATHS).map(Value::of));
        Arbitrary<Value> items = value(Arbitraries.of(ITEMS).list().ofMaxSize(3).map(Value::of));
        Arbitrary<Value> flags =
                value(Arbitraries.of("hot", "cold").list().ofMaxSize(2).map(Value::of));
        Arbitrary<Value> found = value(
                Arbitraries.of("email", "iban", "aws_key").list().ofMaxSize(2).map(Value::of));
        Arbitrary<Value> verb =
                value(Arbitraries.of("GET", "HEAD", "POST", "PUT").map(Value::of));
        Arbitrary<Value> secure = value(Arbitraries.of(true, false).map(Value::of));
        Arbitrary<Value> size = value(Arbitraries.longs().between(0, 20).map(Value::of));
        Arbitrary<Requests> own = Combinators.combine(text, text, items, flags, found, verb, secure, size)
                .as((path, query, tags, flag, finds, v, tls, bytes) -> Requests.web()
                        .with(Fixtures.PATH, path)
                        .with(Fixtures.QUERY, query)
                        .with(Fixtures.TAGS, tags)
                        .with(Fixtures.FLAGS, flag)
                        .with(Fixtures.BODY.findings(), finds)
                        .with(Fixtures.VERB, v)
                        .with(Fixtures.SECURE, tls)
                        .with(Fixtures.SIZE, bytes));
        return Combinators.combine(
                        own,
                        Arbitraries.of(Subject.Kind.values()),
                        Arbitraries.of(ITEMS).set().ofMaxSize(3),
                        Arbitraries.of(Resource.Env.values()))
                .as((request, kind, groups, env) ->
                        request.by(kind, groups.toArray(String[]::new)).in(env).build());
    }

    /// A proper value mostly; sometimes none, sometimes one of another type.
    private static Arbitrary<Value> value(Arbitrary<Value> proper) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, proper),
                Tuple.of(2, Arbitraries.just(new Value.Undetermined("the body is too large"))),
                Tuple.of(2, Arbitraries.just(Value.Absent.ABSENT)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Value.of("true"), Value.of(7), Value.of(true), new Value.Many(List.of(Value.of(1))))));
    }
}
