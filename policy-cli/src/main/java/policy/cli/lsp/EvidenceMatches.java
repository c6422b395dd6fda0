// SPDX-License-Identifier: Apache-2.0
package policy.cli.lsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import policy.lsp.feature.Match;
import policy.lsp.feature.Matches;

/// What rules matched among the latest decisions of a gateway.
///
/// @param source a gateway's data directory, or a file that `hpol decisions --json` has written: where policies are
///     edited there is seldom the evidence itself
public record EvidenceMatches(Path source) implements Matches {

    /// Decisions looked at.
    static final int MAX_DECISIONS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// One rule while decisions are counted. A request that was held is decided twice and counts once.
    private static final class Count {
        private final Set<String> exchanges = new HashSet<>();
        private Instant last = Instant.MIN;
    }

    @Override
    public Map<String, Match> read() throws IOException {
        var counts = new HashMap<String, Count>();
        for (JsonNode record : Files.isDirectory(source) ? fromEvidence() : fromFile()) {
            count(record, counts);
        }
        var matches = new HashMap<String, Match>();
        counts.forEach((rule, count) -> matches.put(rule, new Match(count.exchanges.size(), count.last)));
        return matches;
    }

    private List<JsonNode> fromEvidence() throws IOException {
        return new EvidenceReader(source.resolve("evidence"))
                .last(MAX_DECISIONS).stream().map(RecordedDecision::record).toList();
    }

    private List<JsonNode> fromFile() throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.filter(line -> !line.isBlank())
                    .limit(MAX_DECISIONS)
                    .map(EvidenceMatches::parsed)
                    .toList();
        }
    }

    /// A line that is no record tells nothing; the others still do.
    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notARecord) {
            return JSON.nullNode();
        }
    }

    private static void count(JsonNode record, Map<String, Count> counts) {
        Instant time;
        try {
            time = Instant.parse(record.path("time").asText());
        } catch (DateTimeParseException notARecord) {
            return;
        }
        for (String rules : List.of("rules", "observed")) {
            for (JsonNode rule : record.path(rules)) {
                String id = rule.path("id").asText();
                if (!id.isEmpty()) {
                    Count count = counts.computeIfAbsent(id, _ -> new Count());
                    count.exchanges.add(record.path("exchange").asText());
                    count.last = time.isAfter(count.last) ? time : count.last;
                }
            }
        }
    }
}
