// SPDX-License-Identifier: Apache-2.0
package policy.protocols.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.assertInvalid;
import static policy.protocols.Given.sample;
import static policy.protocols.Given.shown;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import policy.protocols.InvalidSample;
import policy.protocols.evidence.EvidenceRequest.Operation;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

class EvidenceModelTest {

    private static final EvidenceModel EVIDENCE = new EvidenceModel();
    private static final Set<Attribute> ALL = Set.copyOf(EvidenceSchema.SCHEMA.attributes());
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static Classified asked(Optional<Instant> since, Optional<Instant> until, OptionalLong count) {
        var request = new EvidenceRequest(
                Operation.SEARCH, Optional.empty(), Optional.empty(), Optional.empty(), since, until, false, count);
        return EVIDENCE.classify(request, NOW, ALL);
    }

    private static String shownOf(Classified classified, String... attributes) {
        return String.join(
                " | ",
                Stream.of(attributes)
                        .map(a -> shown(EVIDENCE, classified, "evidence." + a))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsAWordAndAnAction(Operation operation) throws InvalidSample {
        Classified classified = EVIDENCE.sample(Value.of(operation.word()));

        assertThat(shownOf(classified, "operation")).isEqualTo(operation.word());
        assertThat(classified.action().name()).isEqualTo(operation.word());
        assertThat(classified.all()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:00:00Z, 2026-02-02T00:00:00Z, 1769904000000 | 86400000",
        "2026-02-28T00:00:00Z, , 1772236800000 | 86400000",
        ", 2026-02-02T00:00:00Z, - | -",
        ", , - | -",
        "2026-02-02T00:00:00Z, 2026-02-01T00:00:00Z, 1769990400000 | !the period ends before it begins",
        "2027-01-01T00:00:00Z, , 1798761600000 | !the period ends before it begins",
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z, !the begin of the period is no time | !the period is"
                + " too long to tell",
    })
    void periods(String since, String until, String expected) {
        Classified classified = asked(
                Optional.ofNullable(since).map(Instant::parse),
                Optional.ofNullable(until).map(Instant::parse),
                OptionalLong.empty());

        assertThat(shownOf(classified, "since", "period")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "500, 500", "-1, !the limit is less than nothing"})
    void counts(long count, String expected) {
        assertThat(shownOf(asked(Optional.empty(), Optional.empty(), OptionalLong.of(count)), "count"))
                .isEqualTo(expected);
    }

    @Test
    void samplesAreRequests() throws InvalidSample {
        Classified all = EVIDENCE.sample(sample(
                "operation",
                "export",
                "session",
                "s1",
                "target",
                "pay-db",
                "subject",
                "ana",
                "since",
                "2026-01-01T00:00:00Z",
                "period",
                Value.of(Duration.ofDays(30).toMillis()),
                "raw",
                Value.of(true),
                "count",
                Value.of(10)));

        assertThat(shownOf(all, "operation", "session", "target", "subject", "since", "period", "raw", "count"))
                .isEqualTo("export | s1 | pay-db | ana | 1767225600000 | 2592000000 | true | 10");
        assertThat(shownOf(
                        EVIDENCE.sample(sample("operation", "search")), "session", "target", "period", "raw", "count"))
                .isEqualTo("- | - | - | false | -");
        assertThat(shownOf(EVIDENCE.sample(sample("operation", "search", "period", Value.of(1000))), "period"))
                .isEqualTo("1000");
    }

    @Test
    void wrongSamplesAreTold() {
        assertInvalid(EVIDENCE, sample("raw", Value.of(true)), "operation", "it names no `operation`");
        assertInvalid(
                EVIDENCE,
                Value.of("look"),
                "operation",
                "`look` is not one of read, search, export, replay, verify, erase");
        for (String since : new String[] {"yesterday", "-1000000000-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z"}) {
            assertInvalid(
                    EVIDENCE,
                    sample("operation", "read", "since", since, "period", Value.of(1)),
                    "since",
                    "`" + since + "` is not a time such as `2026-01-01T00:00:00Z`");
        }
        for (long period : new long[] {-1, Long.MAX_VALUE}) {
            assertInvalid(
                    EVIDENCE,
                    sample("operation", "read", "period", Value.of(period)),
                    "period",
                    "`period` must be a length of time, such as `30d`");
        }
        assertInvalid(
                EVIDENCE,
                Value.of(true),
                "",
                "an evidence sample is an operation, or fields such as `{ operation: search, subject: \"ana\" }`");
    }

    @Property
    void nothingThrows(@ForAll Instant since, @ForAll Instant until, @ForAll long count) {
        assertThat(asked(Optional.of(since), Optional.of(until), OptionalLong.of(count))
                        .all())
                .hasSize(8);
    }
}
