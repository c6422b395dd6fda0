// SPDX-License-Identifier: Apache-2.0
package policy.protocols.evidence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.evidence.EvidenceRequest.Operation;
import policy.runtime.request.Value;

/// Builds the request that a sample of a test describes.
final class EvidenceSample {

    /// Samples have no clock: a period without a begin ends here.
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// A thousand years; longer is a slip of the pen.
    private static final long MAX_PERIOD_MILLIS = Duration.ofDays(365_000).toMillis();

    private static final List<String> FIELDS =
            List.of("operation", "session", "target", "subject", "since", "period", "raw", "count");

    private EvidenceSample() {}

    static EvidenceRequest request(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text operation -> request(new Sample(new Value.Fields(Map.of("operation", operation)), FIELDS));
            case Value.Fields fields -> request(new Sample(fields, FIELDS));
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an evidence sample is an operation, or fields such as `{ operation: search, subject: \"ana\""
                                + " }`");
        };
    }

    private static EvidenceRequest request(Sample sample) throws InvalidSample {
        String operation = sample.word("operation", EvidenceSchema.OPERATIONS)
                .orElseThrow(() -> new InvalidSample(Optional.of("operation"), "it names no `operation`"));
        Optional<Duration> period = period(sample);
        Optional<Instant> begin = since(sample);
        Optional<Instant> since = begin.or(() -> period.map(NOW::minus));
        Optional<Long> count = sample.number("count");
        return new EvidenceRequest(
                Operation.valueOf(operation.toUpperCase(Locale.ROOT)),
                sample.text("session"),
                sample.text("target"),
                sample.text("subject"),
                since,
                period.flatMap(length -> since.map(from -> from.plus(length))),
                sample.truth("raw").orElse(false),
                count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty());
    }

    private static Optional<Duration> period(Sample sample) throws InvalidSample {
        Optional<Long> millis = sample.number("period");
        if (millis.isPresent() && (millis.get() < 0 || millis.get() > MAX_PERIOD_MILLIS)) {
            throw new InvalidSample(Optional.of("period"), "`period` must be a length of time, such as `30d`");
        }
        return millis.map(Duration::ofMillis);
    }

    private static Optional<Instant> since(Sample sample) throws InvalidSample {
        Optional<String> since = sample.text("since");
        try {
            Optional<Instant> begin = since.map(Instant::parse);
            if (begin.filter(moment -> moment.isBefore(EARLIEST) || moment.isAfter(LATEST))
                    .isEmpty()) {
                return begin;
            }
            throw new DateTimeException("out of range");
        } catch (DateTimeException e) {
            throw new InvalidSample(
                    Optional.of("since"),
                    "`%s` is not a time such as `2026-01-01T00:00:00Z`".formatted(since.orElse("")));
        }
    }
}
