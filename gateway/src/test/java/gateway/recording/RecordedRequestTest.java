// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.exchange.Session;
import gateway.recording.log.LogReader;
import gateway.recording.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Value;
import policy.runtime.request.Vocabulary;

/// What a record holds of a request comes back as it was; what it does not hold is named.
final class RecordedRequestTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(Samples.SCHEMA), List.of());

    @TempDir
    private Path directory;

    @Test
    void what_is_on_record_comes_back() throws Exception {
        RecordedRequest read = RecordedRequest.of(record(Samples.usualValues()), VOCABULARY);
        assertThat(read.missing()).containsOnlyKeys("chat.prompt");
        assertThat(read.request().value(Samples.MODEL)).isEqualTo(Value.of("gpt-4o"));
        assertThat(read.request().value(Samples.TOKENS)).isEqualTo(Value.Absent.ABSENT);
        assertThat(read.request().value(Samples.TOOLS)).isEqualTo(Value.of(List.of("search", "shell")));
        assertThat(read.request().value(Samples.STREAM)).isEqualTo(Value.of(true));
        assertThat(read.request().value(Samples.PROMPT.findings())).isEqualTo(Value.of(List.of("aws_access_key")));
        assertThat(read.request().value(CommonAttributes.SUBJECT_OWNER)).isEqualTo(Value.of("ann"));
        assertThat(read.request().value(CommonAttributes.ACTION_NAME)).isEqualTo(Value.of("chat"));
        assertThat(read.request().value(CommonAttributes.RESOURCE_ENV)).isEqualTo(Value.of("prod"));
        assertThat(read.request().value(CommonAttributes.CONTEXT_TIME)).isEqualTo(Value.of(Samples.NOW.toEpochMilli()));
    }

    @Test
    void the_age_of_the_token_comes_back() throws Exception {
        EvidenceRecord.Decided usual = Samples.decided("x1", Samples.permit());
        Session session = usual.session();
        var issued = new Session(
                session.id(),
                session.subject(),
                Optional.of(Samples.NOW.minus(Duration.ofMinutes(5))),
                session.resource());
        JsonNode record = record(new EvidenceRecord.Decided(usual.exchange(), issued, usual.ruling()));
        assertThat(RecordedRequest.of(record, VOCABULARY).request().value(CommonAttributes.CONTEXT_TOKEN_AGE))
                .isEqualTo(Value.of(Duration.ofMinutes(5).toMillis()));
    }

    @Test
    void what_is_not_on_record_is_named_with_why() throws Exception {
        Map<Attribute, Value> values = Map.of(
                Samples.PROMPT,
                Value.of("hello"),
                Samples.MODEL,
                Value.of("m".repeat(5000)),
                Samples.TOOLS,
                Value.of(java.util.Collections.nCopies(500, "t")));
        RecordedRequest read = RecordedRequest.of(record(values), VOCABULARY);
        assertThat(read.missing())
                .containsEntry("chat.prompt", "of texts that are searched for secrets only the length is on record")
                .containsEntry("chat.model", "only its beginning is on record")
                .containsEntry("chat.stream", "no rule read it then")
                .containsKey("chat.tools");
    }

    @Test
    void a_text_that_was_mended_is_not_taken_for_what_it_was() throws Exception {
        assertThat(RecordedRequest.of(record(Map.of(Samples.MODEL, Value.of("a\ud800"))), VOCABULARY)
                        .missing())
                .containsKey("chat.model");
    }

    @Test
    void a_protocol_that_is_not_there_is_refused() throws Exception {
        JsonNode record = record(Samples.usualValues());
        var none = new Vocabulary(List.of(), List.of());
        assertThatThrownBy(() -> RecordedRequest.of(record, none)).hasMessage("there is no protocol `chat`");
    }

    private JsonNode record(Map<Attribute, Value> values) throws Exception {
        return record(Samples.decided("x1", 2, values, Samples.permit(), Optional.empty()));
    }

    /// Written to a log and read from its beginning.
    private JsonNode record(EvidenceRecord record) throws Exception {
        try (var evidence =
                RecordedEvidence.open(LogSettings.of(directory, "tests"), InstantSource.fixed(Samples.NOW))) {
            evidence.recordDurably(record);
        }
        var records = new ArrayList<JsonNode>();
        var json = new ObjectMapper();
        new LogReader(directory).forwards(bytes -> {
            try {
                records.add(json.readTree(bytes));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        return records.stream()
                .filter(one -> one.path("kind").asText().equals("decision"))
                .findFirst()
                .orElseThrow();
    }
}
