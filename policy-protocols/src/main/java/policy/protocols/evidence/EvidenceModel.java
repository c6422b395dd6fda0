// SPDX-License-Identifier: Apache-2.0
package policy.protocols.evidence;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Readers;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// The protocol `evidence`: what is done with evidence itself. Its action is the operation.
public final class EvidenceModel implements ProtocolModel {

    private record Reading(EvidenceRequest request, Instant now) {}

    private static final Readers<Reading> READERS = new Readers<>(Map.ofEntries(
            entry(
                    EvidenceSchema.OPERATION,
                    reading -> Value.of(reading.request().operation().word())),
            entry(EvidenceSchema.SESSION, reading -> text(reading.request().session())),
            entry(EvidenceSchema.TARGET, reading -> text(reading.request().target())),
            entry(EvidenceSchema.SUBJECT, reading -> text(reading.request().subject())),
            entry(EvidenceSchema.SINCE, EvidenceModel::since),
            entry(EvidenceSchema.PERIOD, EvidenceModel::period),
            entry(EvidenceSchema.RAW, reading -> Value.of(reading.request().raw())),
            entry(EvidenceSchema.COUNT, EvidenceModel::count)));

    @Override
    public Schema schema() {
        return EvidenceSchema.SCHEMA;
    }

    /// Pure; never throws for any request.
    ///
    /// @param now where a period without end ends
    public Classified classify(EvidenceRequest request, Instant now, Set<Attribute> wanted) {
        return READERS.classify(new Action(request.operation().word()), new Reading(request, now), wanted);
    }

    private static Value text(Optional<String> text) {
        return text.<Value>map(Value::of).orElse(Absent.ABSENT);
    }

    private static Value since(Reading reading) {
        return reading.request().since().map(EvidenceModel::millis).orElse(Absent.ABSENT);
    }

    private static Value millis(Instant moment) {
        try {
            return Value.of(moment.toEpochMilli());
        } catch (ArithmeticException e) {
            return new Undetermined("the begin of the period is no time");
        }
    }

    private static Value period(Reading reading) {
        Optional<Instant> since = reading.request().since();
        if (since.isEmpty()) {
            return Absent.ABSENT;
        }
        Duration period =
                Duration.between(since.get(), reading.request().until().orElse(reading.now()));
        try {
            return period.isNegative()
                    ? new Undetermined("the period ends before it begins")
                    : Value.of(period.toMillis());
        } catch (ArithmeticException e) {
            return new Undetermined("the period is too long to tell");
        }
    }

    private static Value count(Reading reading) {
        if (reading.request().count().isEmpty()) {
            return Absent.ABSENT;
        }
        long count = reading.request().count().getAsLong();
        return count < 0 ? new Undetermined("the limit is less than nothing") : Value.of(count);
    }

    /// A sample is an operation, or `{ operation: search, session: "s", target: "pay-db", subject: "ana", since:
    /// "2026-01-01T00:00:00Z", period: 30d, raw: true, count: 10 }`, every field but the operation optional.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(
                EvidenceSample.request(sample), EvidenceSample.NOW, Set.copyOf(EvidenceSchema.SCHEMA.attributes()));
    }
}
