// SPDX-License-Identifier: Apache-2.0
package policy.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.compiler.condition.Network;
import policy.compiler.type.Moment;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;

/// Who asks, what of, and when: the parts every request has, with the fields they have in a `test` block.
final class JsonParties {

    /// How many subjects may stand in a chain of `acts_for`; as many as in tests.
    private static final int LONGEST_CHAIN = 8;

    private static final List<String> SUBJECT = List.of("id", "kind", "issuer", "name", "groups", "acts_for");
    private static final List<String> RESOURCE = List.of("name", "env");
    private static final List<String> CONTEXT = List.of("time", "address", "token_age");

    private static final String DEFAULT_ISSUER = "test";
    private static final String DEFAULT_ADDRESS = "127.0.0.1";

    /// As the language writes them, up to 100 years.
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w|y)");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.of(1, ChronoUnit.MILLIS),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));

    private JsonParties() {}

    static Subject subject(JsonNode json) throws InvalidRequest {
        return subject("subject", json, LONGEST_CHAIN);
    }

    private static Subject subject(String part, JsonNode json, int links) throws InvalidRequest {
        JsonFields fields = JsonFields.of(part, json, SUBJECT);
        if (links <= 0) {
            throw new InvalidRequest(
                    "`" + part + "` is one too many; a caller acts for up to " + (LONGEST_CHAIN - 1) + " others");
        }
        String id = fields.text("id")
                .orElseThrow(
                        () -> new InvalidRequest("`" + part + "` has no `id`; `hpol eval --help` shows an example"));
        JsonNode principal = fields.get("acts_for");
        return new Subject(
                id,
                fields.word("kind", List.of(Subject.Kind.values()), Subject.Kind::word)
                        .orElse(Subject.Kind.PERSON),
                fields.text("issuer").orElse(DEFAULT_ISSUER),
                fields.text("name").orElse(id),
                fields.texts("groups"),
                principal.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(subject(part + ".acts_for", principal, links - 1)));
    }

    static Resource resource(JsonNode json, String protocol) throws InvalidRequest {
        JsonFields fields = JsonFields.of("resource", json, RESOURCE);
        return new Resource(
                fields.text("name").orElse(protocol),
                protocol,
                fields.word("env", List.of(Resource.Env.values()), Resource.Env::word)
                        .orElse(Resource.Env.TEST));
    }

    /// @param clock tells the time of a request that does not say it
    static Context context(JsonNode json, Clock clock) throws InvalidRequest {
        JsonFields fields = JsonFields.of("context", json, CONTEXT);
        return new Context(
                fields.parsed("time", "moment", Moment::parse)
                        .map(Instant::ofEpochMilli)
                        .orElseGet(clock::instant),
                fields.parsed("address", "address", JsonParties::address).orElse(DEFAULT_ADDRESS),
                fields.parsed("token_age", "duration", JsonParties::duration));
    }

    private static String address(String text) {
        if (!Network.parse(text).isAddress()) {
            throw new IllegalArgumentException("a network; a request comes from one address");
        }
        return text;
    }

    private static Duration duration(String text) {
        Matcher written = DURATION.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "a whole number and a unit, such as `5m`; units are ms, s, m, h, d, w, y");
        }
        Duration unit = UNITS.getOrDefault(written.group(2), LONGEST);
        long number = Long.parseLong(written.group(1));
        if (number > LONGEST.dividedBy(unit)) {
            throw new IllegalArgumentException("over 100 years");
        }
        return unit.multipliedBy(number);
    }
}
