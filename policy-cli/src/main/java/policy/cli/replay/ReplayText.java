// SPDX-License-Identifier: Apache-2.0
package policy.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import policy.cli.report.Paint;
import policy.compiler.condition.Visible;

/// What came of a replay, for a terminal.
public final class ReplayText {

    private ReplayText() {}

    /// @param against what the policies are called
    public static String of(Replay replay, String against, Paint paint) {
        var out = new StringBuilder();
        out.append("%s by %s: %d differ, %d as recorded, %d not replayable\n"
                .formatted(
                        count(replay.decisions(), "decision"),
                        Visible.text(against),
                        replay.different(),
                        replay.same(),
                        replay.missing()));
        replay.differences().forEach(difference -> difference(difference, paint, out));
        if (!replay.notReplayable().isEmpty()) {
            out.append('\n').append(paint.strong("not replayable")).append('\n');
            replay.notReplayable()
                    .forEach((because, count) -> out.append("  %6d  %s\n".formatted(count, Visible.text(because))));
        }
        return out.toString();
    }

    private static void difference(Replay.Difference difference, Paint paint, StringBuilder out) {
        String was = difference.before().unlike(difference.after()) + by(difference.before());
        String is = difference.after().unlike(difference.before()) + by(difference.after());
        out.append('\n')
                .append(paint.strong(count(difference.count(), "decision")))
                .append("\n  recorded  ")
                .append(Visible.text(was))
                .append("\n  now       ")
                .append(Visible.text(is))
                .append('\n');
        List<JsonNode> examples = difference.examples();
        examples.forEach(record -> out.append("    #%d  %s  %s  %s  %s\n"
                .formatted(
                        record.path("n").asLong(),
                        record.path("time").asText(),
                        Visible.text(text(record.at("/subjects/0/issuer")) + "/" + text(record.at("/subjects/0/id"))),
                        Visible.text(text(record.at("/resource/name"))),
                        Visible.text(text(record.path("summary"))))));
        if (difference.count() > examples.size()) {
            out.append("    and %d more\n".formatted(difference.count() - examples.size()));
        }
    }

    static String text(JsonNode node) {
        return node.isObject() ? node.path("cut").asText() + "…" : node.asText();
    }

    private static String by(Ruled ruled) {
        return ruled.rules().isEmpty() ? ", by no rule" : ", by " + String.join(", ", ruled.rules());
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
