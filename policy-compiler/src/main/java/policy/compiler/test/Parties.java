// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import policy.compiler.condition.Network;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.type.Moment;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// Reads who asks, what for, and when. Every field has a default, so a test says only what it is about: the caller is
/// the person `someone` of the issuer `test` without groups, the target is named as its protocol and is in environment
/// `test`, and it is always the same moment and the same address.
final class Parties {

    private static final String DEFAULT_ID = "someone";
    private static final String DEFAULT_ISSUER = "test";
    /// How many subjects may stand in a chain of `acts_for`.
    private static final int LONGEST_CHAIN = 8;

    private static final List<String> SUBJECT_FIELDS = List.of("id", "kind", "issuer", "name", "groups", "acts_for");
    private static final List<String> RESOURCE_FIELDS = List.of("name", "env");
    private static final List<String> CONTEXT_FIELDS = List.of("time", "address", "token_age");

    /// A documentation address (RFC 5737).
    private static final String DEFAULT_ADDRESS = "192.0.2.1";
    private static final Instant DEFAULT_TIME = Instant.EPOCH;

    private final Samples samples;
    private final Report report;

    Parties(Samples samples, Report report) {
        this.samples = samples;
        this.report = report;
    }

    Subject subject(Optional<Expression> given) {
        return subject(given, LONGEST_CHAIN);
    }

    private Subject subject(Optional<Expression> given, int links) {
        List<Expression.Field> fields = fields(given, TestChecker.SUBJECT, SUBJECT_FIELDS);
        String id = text(fields, "id").orElse(DEFAULT_ID);
        return new Subject(
                id,
                word(fields, "kind", List.of(Subject.Kind.values()), Subject.Kind::word)
                        .orElse(Subject.Kind.PERSON),
                text(fields, "issuer").orElse(DEFAULT_ISSUER),
                text(fields, "name").orElse(id),
                groups(fields),
                field(fields, "acts_for").flatMap(field -> principal(field, links)));
    }

    private Optional<Subject> principal(Expression.Field field, int links) {
        if (links <= 1) {
            wrong(
                    "a caller acts for up to " + (LONGEST_CHAIN - 1) + " others",
                    field.name().span(),
                    "one too many");
            return Optional.empty();
        }
        return Optional.of(subject(Optional.of(field.value()), links - 1));
    }

    Resource resource(Optional<Expression> given, String protocol) {
        List<Expression.Field> fields = fields(given, TestChecker.RESOURCE, RESOURCE_FIELDS);
        return new Resource(
                text(fields, "name").orElse(protocol),
                protocol,
                word(fields, "env", List.of(Resource.Env.values()), Resource.Env::word)
                        .orElse(Resource.Env.TEST));
    }

    Context context(Optional<Expression> given) {
        List<Expression.Field> fields = fields(given, TestChecker.CONTEXT, CONTEXT_FIELDS);
        return new Context(
                parsed(fields, "time", "moment", Moment::parse)
                        .map(Instant::ofEpochMilli)
                        .orElse(DEFAULT_TIME),
                parsed(fields, "address", "address", Parties::address).orElse(DEFAULT_ADDRESS),
                field(fields, "token_age").flatMap(this::duration));
    }

    private static String address(String text) {
        Network network = Network.parse(text);
        if (!network.isAddress()) {
            throw new IllegalArgumentException("a network; a request comes from one address");
        }
        return text;
    }

    private <T> Optional<T> parsed(
            List<Expression.Field> fields, String name, String what, Function<String, T> parser) {
        Optional<String> text = text(fields, name);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            report.add(Diagnostic.of(
                    Code.P310,
                    "`" + text.orElse("") + "` is no " + what,
                    field(fields, name).orElseThrow().value().span(),
                    String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<Duration> duration(Expression.Field field) {
        return samples.lets().reading(field.value(), Optional.empty(), value -> {
            if (value instanceof Expression.DurationLiteral(Duration duration, var _)) {
                return Optional.of(duration);
            }
            wrong(
                    "`" + field.name().text() + "` is a duration",
                    value.span(),
                    "this is something else",
                    "such as `5m`");
            return Optional.empty();
        });
    }

    /// What comes back.
    Optional<String> answer(Optional<Expression> given) {
        Optional<Value> value = given.flatMap(samples::value);
        if (value.isPresent() && value.get() instanceof Value.Text(String text)) {
            return Optional.of(text);
        }
        value.ifPresent(_ -> wrong("`answer` is a text", given.orElseThrow().span(), "this is something else"));
        return Optional.empty();
    }

    private List<Expression.Field> fields(Optional<Expression> given, String part, List<String> known) {
        if (given.isEmpty()) {
            return List.of();
        }
        return samples.lets().reading(given.get(), List.<Expression.Field>of(), expression -> {
            if (!(expression instanceof Expression.FieldsLiteral(List<Expression.Field> fields, Span span))) {
                wrong("`" + part + "` has fields", expression.span(), "write them in braces");
                return List.of();
            }
            fields.stream()
                    .map(Expression.Field::name)
                    .filter(name -> !known.contains(name.text()))
                    .forEach(name -> unknownField(name, part, known));
            return fields;
        });
    }

    private void unknownField(Name name, String part, List<String> known) {
        wrong(
                "`" + part + "` has no field `" + name.text() + "`",
                name.span(),
                "unknown field",
                Suggestion.among(known, name.text(), "its fields are"));
    }

    private static Optional<Expression.Field> field(List<Expression.Field> fields, String name) {
        return fields.stream().filter(field -> field.name().text().equals(name)).findFirst();
    }

    private Optional<String> text(List<Expression.Field> fields, String name) {
        Optional<Expression.Field> field = field(fields, name);
        Optional<Value> value = field.flatMap(f -> samples.value(f.value()));
        if (value.isPresent() && value.get() instanceof Value.Text(String text)) {
            return Optional.of(text);
        }
        value.ifPresent(_ ->
                wrong("`" + name + "` is a text", field.orElseThrow().value().span(), "this is something else"));
        return Optional.empty();
    }

    private <T> Optional<T> word(List<Expression.Field> fields, String name, List<T> all, Function<T, String> word) {
        Optional<String> written = text(fields, name);
        Optional<T> meant = written.flatMap(
                text -> all.stream().filter(one -> word.apply(one).equals(text)).findFirst());
        if (written.isPresent() && meant.isEmpty()) {
            report.add(Diagnostic.of(
                    Code.P208,
                    "`" + written.get() + "` is not a word for `" + name + "`",
                    field(fields, name).orElseThrow().value().span(),
                    "unknown word",
                    Suggestion.among(all.stream().map(word).toList(), written.get(), "its words are")));
        }
        return meant;
    }

    private SortedSet<String> groups(List<Expression.Field> fields) {
        var groups = new TreeSet<String>();
        Optional<Expression.Field> field = field(fields, "groups");
        Optional<Value> value = field.flatMap(f -> samples.value(f.value()));
        if (value.isEmpty()) {
            return groups;
        }
        List<Value> items = value.get() instanceof Value.Many(List<Value> many) ? many : List.of(value.get());
        for (Value item : items) {
            if (value.get() instanceof Value.Many && item instanceof Value.Text(String group)) {
                groups.add(group);
            } else {
                Span at = field.orElseThrow().value().span();
                wrong(
                        "`groups` is a list of texts",
                        at,
                        "this is something else",
                        value.get() instanceof Value.Text(String group)
                                ? "write `[\"" + group + "\"]`"
                                : "write `[\"engineering\"]`");
            }
        }
        return groups;
    }

    private void wrong(String message, Span at, String label, String... help) {
        report.add(Diagnostic.of(Code.P209, message, at, label, help));
    }
}
