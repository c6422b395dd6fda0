// SPDX-License-Identifier: Apache-2.0
package policy.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.recording.RecordedRequest;
import gateway.recording.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import policy.compiler.Compilation;
import policy.runtime.request.Vocabulary;

/// Goes through a log once, from its oldest record, and decides each recorded request again. What it keeps does not
/// grow with the log.
public final class Replay {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// Denials that policies make; others are the gateway's.
    private static final Set<String> BY_POLICY = Set.of("G101", "G102", "G103");
    /// How many kinds of differences, and reasons, are told apart; the others are counted together.
    private static final int MOST_KINDS = 200;
    private static final int PROGRESS = 10_000;
    private static final String OTHERS = "others";

    private final Redecision redecision;
    private final Vocabulary vocabulary;
    private final int shown;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private final Map<String, Long> notReplayable = new TreeMap<>();
    private long records;
    private long decisions;
    private long same;

    /// Decisions that are another in the same way.
    static final class Difference {

        private final Ruled before;
        private final Ruled after;
        private final List<JsonNode> examples = new ArrayList<>();
        private long count;

        Difference(Ruled before, Ruled after) {
            this.before = before;
            this.after = after;
        }

        Ruled before() {
            return before;
        }

        Ruled after() {
            return after;
        }

        long count() {
            return count;
        }

        /// The first records.
        List<JsonNode> examples() {
            return List.copyOf(examples);
        }
    }

    /// @param compilation of the policies to decide by; they compile
    /// @param shown how many records of each kind of difference are kept to be shown
    public Replay(Compilation compilation, Vocabulary vocabulary, int shown) {
        this.redecision = new Redecision(
                compilation.typed().rules(), compilation.policies().orElseThrow());
        this.vocabulary = vocabulary;
        this.shown = shown;
    }

    /// @param progress is told from time to time how many records were read
    public void read(Path log, LongConsumer progress) throws IOException {
        try {
            new LogReader(log).forwards(bytes -> {
                take(bytes);
                if (++records % PROGRESS == 0) {
                    progress.accept(records);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void take(byte[] bytes) {
        JsonNode record;
        try {
            record = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a record is not JSON: run `hpol verify`", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (record.path("kind").asText().equals("decision")) {
            decisions++;
            decide(record);
        }
    }

    private void decide(JsonNode record) {
        String code = record.at("/reason/code").asText();
        if (!code.isEmpty() && !BY_POLICY.contains(code)) {
            lacks("the gateway itself denied it (" + code + ")");
            return;
        }
        try {
            Redecision.Result result = redecision.decide(RecordedRequest.of(record, vocabulary));
            if (result.ruled().isEmpty()) {
                lacks(result.because());
            } else {
                compare(record, Ruled.of(record), result.ruled().get());
            }
        } catch (IllegalArgumentException unreadable) {
            lacks("the record cannot be read: " + unreadable.getMessage());
        }
    }

    private void lacks(String because) {
        String kept = notReplayable.size() < MOST_KINDS || notReplayable.containsKey(because) ? because : OTHERS;
        notReplayable.merge(kept, 1L, Long::sum);
    }

    private void compare(JsonNode record, Ruled before, Ruled after) {
        if (before.isLike(after)) {
            same++;
            return;
        }
        String kind = before.unlike(after) + before.rules() + after.unlike(before) + after.rules();
        String kept = differences.size() < MOST_KINDS || differences.containsKey(kind) ? kind : OTHERS;
        Difference difference = differences.computeIfAbsent(kept, _ -> new Difference(before, after));
        difference.count++;
        if (difference.examples.size() < shown) {
            difference.examples.add(record);
        }
    }

    /// The most frequent first.
    List<Difference> differences() {
        return differences.values().stream()
                .sorted((one, other) -> Long.compare(other.count, one.count))
                .toList();
    }

    /// How many decisions cannot be made again, by why.
    Map<String, Long> notReplayable() {
        return notReplayable;
    }

    long decisions() {
        return decisions;
    }

    long same() {
        return same;
    }

    /// How many decisions are another.
    public long different() {
        return differences.values().stream().mapToLong(Difference::count).sum();
    }

    /// How many cannot be made again.
    long missing() {
        return notReplayable.values().stream().mapToLong(Long::longValue).sum();
    }
}
