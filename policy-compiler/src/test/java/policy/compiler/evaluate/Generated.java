// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import static policy.compiler.Fixtures.WEB;

import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import policy.compiler.condition.Network;
import policy.compiler.condition.Networks;
import policy.compiler.condition.Regex;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Window;
import policy.compiler.type.Consequence;
import policy.compiler.type.TypedRule;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Rules and requests at random, over so few values that they meet often. Conditions need not be well guarded and
/// values need not be of their type: the tree must agree with the interpreter on those as well.
public final class Generated {

    private static final List<String> PATHS = List.of("", "/", "/a", "/a/", "/a/b", "/a/b/c", "/b", "/b/x.html", "/c");
    private static final List<String> ITEMS = List.of("t1", "t2", "t3", "t4");
    private static final List<String> ADDRESSES =
            List.of("10.0.0.1", "10.1.2.3", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db9::1", "::ffff:10.1.2.3");
    private static final Term ITEM = Term.item("item", Type.TEXT);
    private static final Span NOWHERE = new Span(new Source("generated", ""), 0, 0);

    private Generated() {}

    public static Arbitrary<List<TypedRule>> rules(int most) {
        Arbitrary<Rough> rough = Combinators.combine(
                        Arbitraries.of(Effect.values()),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(false, false, false, false, true),
                        conditions())
                .as(Rough::new);
        return rough.list().ofMinSize(1).ofMaxSize(most).map(Generated::named);
    }

    private record Rough(Effect effect, boolean any, boolean observe, Condition condition) {}

    private static List<TypedRule> named(List<Rough> rough) {
        var rules = new ArrayList<TypedRule>();
        for (Rough one : rough) {
            String name = "r%03d".formatted(rules.size());
            boolean common = Condition.atoms(one.condition())
                    .allMatch(atom -> atom.term().slot() < CommonAttributes.ALL.size());
            rules.add(new TypedRule(
                    new Rule(one.effect(), "p", name, "generated:1:1"),
                    one.observe(),
                    one.any() && common ? Optional.empty() : Optional.of("web"),
                    one.condition(),
                    consequence(one.effect()),
                    "",
                    NOWHERE));
        }
        return rules;
    }

    private static Consequence consequence(Effect effect) {
        return switch (effect) {
            case ALLOW -> new Consequence.Allow(Optional.empty());
            case DENY -> new Consequence.Deny(Optional.empty(), Optional.empty());
            case APPROVE ->
                new Consequence.Approve(
                        List.of(new Consequence.Consent(0, 0, 1, new Reviewers.Group("dba"))),
                        ApprovalTerms.within(Duration.ofMinutes(1)),
                        Optional.empty(),
                        Optional.empty());
            case MASK ->
                new Consequence.Mask(List.of(new Consequence.Hiding(
                        new Obligation.Hidden.Entities(new TreeSet<>(Set.of("email"))),
                        new Obligation.Transform.Redact())));
            case LIMIT ->
                new Consequence.Limit(
                        9,
                        Obligation.Unit.REQUESTS,
                        Duration.ofHours(1),
                        List.of(on(Fixtures.PATH), on(Fixtures.TAGS)),
                        Optional.empty(),
                        Optional.empty());
            case RECORD -> new Consequence.Keep(Obligation.Kept.FULL, Optional.empty());
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
        var own = new ArrayList<Arbitrary<Atom>>(List.of(
                on(Fixtures.VERB, subset(List.of("GET", "POST", "PUT")).map(Test.OneOf::new)),
                on(Fixtures.QUERY, Arbitraries.just(new Test.Present())),
                on(Fixtures.QUERY, subset(PATHS).map(Test.OneOf::new)),
                on(Fixtures.FLAGS, Arbitraries.just(new Test.Present())),
                on(Fixtures.FLAGS, subset(List.of("hot", "cold")).map(Test.HoldsAny::new)),
                on(Fixtures.SECURE, Arbitraries.just(new Test.IsTrue())),
                on(Fixtures.SIZE, numbers()),
                on(Fixtures.BYTES, numbers()),
                on(Fixtures.PEER, networks()),
                on(Fixtures.TAGS, quantifiers(texts().map(test -> new Atom(ITEM, test)))),
                on(Fixtures.PARTS, quantifiers(members())),
                on(Fixtures.BODY.findings(), subset(List.of("email", "iban")).map(Test.HoldsAny::new)),
                on(CommonAttributes.SUBJECT_GROUPS, subset(ITEMS).map(Test.HoldsAny::new)),
                on(CommonAttributes.CONTEXT_ADDRESS, networks()),
                on(CommonAttributes.CONTEXT_TIME, windows()),
                on(
                        CommonAttributes.SUBJECT_KIND,
                        subset(List.of("person", "agent")).map(Test.OneOf::new)),
                on(
                        CommonAttributes.RESOURCE_ENV,
                        subset(List.of("prod", "test")).map(Test.OneOf::new))));
        own.add(texts().map(test -> new Atom(on(Fixtures.PATH), test)));
        own.add(on(Fixtures.TAGS, subset(ITEMS).map(Test.HoldsAny::new)));
        own.add(members(on(Fixtures.ARGS)));
        return Arbitraries.oneOf(own).map(atom -> new Condition.Holds(atom, NOWHERE));
    }

    private static Arbitrary<Test> texts() {
        return Arbitraries.oneOf(List.of(
                subset(PATHS).map(Test.OneOf::new),
                Arbitraries.of(PATHS).map(Test.StartsWith::new),
                Arbitraries.of("/", "b", ".html", "").map(Test.EndsWith::new),
                Arbitraries.of("/a", "b").map(Test.HasPart::new),
                Arbitraries.of("/a/*", "/a/**", "**.html", "/?", "*", "*/b**", "?a/*")
                        .map(Glob::test),
                Arbitraries.of("/[ab]", "/a.*", ".*/b.*", "(/a|.*/x).*", ".*html", "/(a/)?b.*")
                        .map(Regex::test)));
    }

    private static Arbitrary<Test> numbers() {
        return Arbitraries.of(0L, 5L, 9L).map(low -> new Test.Between(low, low + 5));
    }

    private static Arbitrary<Test> networks() {
        return Arbitraries.of("10.0.0.0/8", "10.1.0.0/16", "192.0.2.1", "2001:db8::/32", "0.0.0.0/0", "::/0")
                .map(Network::parse)
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(networks -> new Test.InNetwork(Networks.of(networks)));
    }

    private static Arbitrary<Test> windows() {
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.values()),
                        Arbitraries.of(DayOfWeek.values()),
                        Arbitraries.of(0, 6, 12, 22),
                        Arbitraries.of(0, 6, 12, 22),
                        Arbitraries.of("UTC", "Europe/Berlin", "America/New_York"))
                .as((first, last, from, to, zone) -> new Test.During(Set.of(new Window(
                        Optional.of(new Window.Days(first, last)),
                        Optional.of(new Window.Hours(LocalTime.of(from, 0), LocalTime.of(to, 30))),
                        ZoneId.of(zone)))));
    }

    /// Tests of members of an open attribute or item, each of the type the test expects.
    private static Arbitrary<Atom> members(Term open) {
        return Combinators.combine(
                        Arbitraries.of(List.of("a"), List.of("b"), List.of("b", "c")),
                        Arbitraries.oneOf(List.of(
                                texts().map(test -> new Expected(Type.TEXT, test)),
                                numbers().map(test -> new Expected(Type.INT, test)),
                                subset(PATHS).map(items -> new Expected(Type.TEXTS, new Test.HoldsAny(items))),
                                Arbitraries.of(PATHS).map(text -> new Expected(Type.OPEN, new Test.Contains(text))),
                                Arbitraries.just(new Expected(Type.BOOL, new Test.IsTrue())),
                                Arbitraries.just(new Expected(Type.OPEN, new Test.Present())))))
                .as((path, expected) ->
                        new Atom(new Term(open.attribute(), open.slot(), path, expected.type()), expected.test()));
    }

    private record Expected(Type type, Test test) {}

    /// The same of an item; some ask about the items of a list in it.
    private static Arbitrary<Atom> members() {
        Term item = Term.item("item", Type.OPEN);
        Arbitrary<Atom> nested = quantifiers(texts().map(test -> new Atom(ITEM, test)))
                .map(test -> new Atom(new Term(item.attribute(), item.slot(), List.of("a"), Type.TEXTS), test));
        return Arbitraries.frequencyOf(Tuple.of(3, members(item)), Tuple.of(1, nested));
    }

    private static Arbitrary<Test> quantifiers(Arbitrary<Atom> asked) {
        Arbitrary<Condition> literal = asked.map(atom -> new Condition.Holds(atom, NOWHERE));
        Arbitrary<Condition> condition = Arbitraries.oneOf(
                literal,
                literal.map(Condition::not),
                literal.list().ofSize(2).map(Condition::allOf),
                literal.list().ofSize(2).map(Condition::anyOf));
        return Arbitraries.oneOf(
                condition.map(c -> new Test.Some("item", c)), condition.map(c -> new Test.Every("item", c)));
    }

    private static Term on(Attribute attribute) {
        return Term.of(attribute, WEB.slot(attribute));
    }

    private static Arbitrary<Atom> on(Attribute attribute, Arbitrary<? extends Test> tests) {
        return tests.map(test -> new Atom(on(attribute), test));
    }

    private static Arbitrary<Set<String>> subset(List<String> texts) {
        return Arbitraries.of(texts).set().ofMinSize(1).ofMaxSize(2);
    }

    public static Arbitrary<AccessRequest> requests() {
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
        Arbitrary<Value> tree = value(trees(Arbitraries.oneOf(text, items, size, secure)));
        Arbitrary<Value> parts = value(tree.list().ofMaxSize(3).map(Value.Many::new));
        Arbitrary<Value> mixed = value(
                value(Arbitraries.of(PATHS).map(Value::of)).list().ofMaxSize(3).map(Value.Many::new));
        Arbitrary<Value> peer =
                value(Arbitraries.of(ADDRESSES).map(InetAddress::ofLiteral).map(Value.Address::new));
        Arbitrary<String> time = Arbitraries.integers()
                .between(0, 24 * 400)
                .map(hours -> Instant.parse("2026-01-01T00:15:00Z")
                        .plus(Duration.ofHours(hours))
                        .toString());
        Arbitrary<Requests> whole = Combinators.combine(
                        own, tree, parts, mixed, peer, time, Arbitraries.of(ADDRESSES), Arbitraries.of(true, false))
                .as((request, args, part, tags, passed, when, from, mix) -> (mix
                                ? request.with(Fixtures.TAGS, tags)
                                : request)
                        .with(Fixtures.ARGS, args)
                        .with(Fixtures.PARTS, part)
                        .with(Fixtures.PEER, passed)
                        .with(Fixtures.BYTES, Value.of(when.length()))
                        .at(when)
                        .from(from));
        return Combinators.combine(
                        whole,
                        Arbitraries.of(Subject.Kind.values()),
                        Arbitraries.of(ITEMS).set().ofMaxSize(3),
                        Arbitraries.of(Resource.Env.values()))
                .as((request, kind, groups, env) ->
                        request.by(kind, groups.toArray(String[]::new)).in(env).build());
    }

    /// `{a: …, b: …}` or `{a: …, b: {c: …}}`.
    private static Arbitrary<Value> trees(Arbitrary<Value> leaves) {
        return Combinators.combine(leaves, leaves, Arbitraries.of(true, false))
                .as((a, b, deep) -> new Value.Fields(Map.of("a", a, "b", deep ? new Value.Fields(Map.of("c", b)) : b)));
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
