// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.recording.RecordedDecision.Ending;
import gateway.recording.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import policy.runtime.decision.DenialCode;

/// Reads decisions back out of the evidence, also while the gateway is writing it.
public final class EvidenceReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLIENT_LEFT = "client_left";

    private final LogReader log;

    /// @param directory of the log ([gateway.recording.log.LogSettings#directory])
    public EvidenceReader(Path directory) {
        this.log = new LogReader(directory);
    }

    /// The newest decisions and undecided failures, newest first. Reads from the end of the log, only as far as
    /// needed.
    public List<RecordedDecision> last(int count) throws IOException {
        return last(count, decision -> true);
    }

    /// The newest of those that are wanted; for few of them, the log may be read to its beginning.
    public List<RecordedDecision> last(int count, Predicate<RecordedDecision> wanted) throws IOException {
        var reading = new Reading(count, wanted);
        if (count > 0) {
            try {
                log.backwards(reading::take);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return reading.found();
    }

    /// Going backwards, the end of an exchange is met before its decision.
    private static final class Reading {

        private final int count;
        private final Predicate<RecordedDecision> wanted;
        private final Map<String, Ending> endings = new HashMap<>();
        private final TreeMap<Long, RecordedDecision> decisions = new TreeMap<>();
        /// Failures whose decision has not been met; most have none.
        private final Map<String, Long> failures = new HashMap<>();

        Reading(int count, Predicate<RecordedDecision> wanted) {
            this.count = count;
            this.wanted = wanted;
        }

        boolean take(byte[] bytes) {
            JsonNode record = parse(bytes);
            String exchange = record.path("exchange").asText();
            switch (record.path("kind").asText()) {
                case "outcome" -> endings.putIfAbsent(exchange, outcome(record));
                case "failure" -> {
                    Ending ending = failed(record, Optional.ofNullable(endings.get(exchange)));
                    endings.put(exchange, ending);
                    failures.put(exchange, record.path("n").asLong());
                    keep(decision(record, "none", Optional.of(ending)));
                }
                case "decision" -> {
                    Long failure = failures.remove(exchange);
                    if (failure != null) {
                        decisions.remove(failure);
                    }
                    Optional<Ending> ending = Optional.ofNullable(endings.get(exchange));
                    keep(decision(record, record.path("effect").asText(), ending));
                    if (!record.has("grant")) { // none of this exchange comes before it
                        endings.remove(exchange);
                    }
                }
                default -> {
                    // the log's own records, approvals and policies are read elsewhere
                }
            }
            return decisions.size() < count;
        }

        private void keep(RecordedDecision decision) {
            if (wanted.test(decision)) {
                decisions.put(decision.number(), decision);
            }
        }

        List<RecordedDecision> found() {
            return List.copyOf(decisions.descendingMap().values());
        }

        private static JsonNode parse(byte[] bytes) {
            try {
                return JSON.readTree(bytes);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("a record is not JSON: run `hpol verify`", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static RecordedDecision decision(JsonNode record, String effect, Optional<Ending> ending) {
        List<String> subjects = subjects(record.path("subjects"));
        JsonNode resource = record.has("target") ? record.path("target") : record.at("/resource/name");
        return new RecordedDecision(
                record.path("n").asLong(),
                time(record),
                record.path("exchange").asText(),
                record.path("client").asText(),
                subject(subjects),
                subjects,
                text(record.path("action")),
                text(resource),
                text(record.path("summary")),
                effect,
                each(record.path("rules")).stream()
                        .map(rule -> text(rule.path("id")))
                        .toList(),
                deciding(record, effect),
                record.at("/reason/code").asText(),
                text(record.at("/reason/message")),
                record.path("revision").asText(),
                ending,
                record);
    }

    private static List<String> deciding(JsonNode record, String effect) {
        String named = text(record.at("/reason/rule"));
        return each(record.path("rules")).stream()
                .filter(rule -> rule.path("effect").asText().equals(effect)
                        || (!named.isEmpty() && text(rule.path("id")).equals(named)))
                .map(rule -> text(rule.path("id")))
                .toList();
    }

    /// @param told the outcome that was recorded after it
    private static Ending failed(JsonNode record, Optional<Ending> told) {
        String code = record.at("/reason/code").asText();
        boolean left =
                code.equals(DenialCode.G112.name()) && told.map(Ending::how).equals(Optional.of(CLIENT_LEFT));
        return new Ending(
                time(record),
                left ? CLIENT_LEFT : "failed",
                told.map(Ending::status).orElse(0),
                0,
                Map.of(),
                code);
    }

    private static Ending outcome(JsonNode record) {
        var masked = new HashMap<String, Integer>();
        record.path("masked")
                .properties()
                .forEach(entry -> masked.put(entry.getKey(), entry.getValue().asInt()));
        return new Ending(
                time(record),
                record.path("ending").asText(),
                record.path("status").asInt(),
                record.path("bytes_to_client").asLong(),
                masked,
                record.at("/reason/code").asText());
    }

    private static List<String> subjects(JsonNode chain) {
        return each(chain).stream()
                .map(link -> text(link.path("issuer")) + "/" + text(link.path("id")))
                .toList();
    }

    /// An id with a space in it is quoted, so that none looks like one who acts for another.
    private static String subject(List<String> keys) {
        return keys.stream()
                .map(key -> key.indexOf(' ') < 0
                        ? key
                        : JSON.getNodeFactory().textNode(key).toString())
                .collect(Collectors.joining(" for "));
    }

    /// A text as it was recorded; one that was cut ends in an ellipsis.
    private static String text(JsonNode node) {
        return node.isObject() ? node.path("cut").asText() + "…" : node.asText();
    }

    private static List<JsonNode> each(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }

    private static Instant time(JsonNode record) {
        return Instant.parse(record.path("time").asText());
    }
}
