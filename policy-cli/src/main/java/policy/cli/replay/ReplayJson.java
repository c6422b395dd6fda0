// SPDX-License-Identifier: Apache-2.0
package policy.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import policy.cli.report.Json;

/// `hpol.replay/1`: what came of a replay.
public final class ReplayJson {

    private ReplayJson() {}

    /// @param revision of the policies it was decided by
    public static JsonNode of(Replay replay, String revision) {
        ObjectNode json = Json.object()
                .put("format", "hpol.replay/1")
                .put("same", replay.different() == 0)
                .put("revision", revision);
        json.putObject("counts")
                .put("decisions", replay.decisions())
                .put("same", replay.same())
                .put("different", replay.different())
                .put("notReplayable", replay.missing());
        json.set("differences", Json.array(replay.differences(), difference -> {
            ObjectNode one = Json.object().put("count", difference.count());
            one.set("recorded", ruled(difference.before()));
            one.set("now", ruled(difference.after()));
            one.set("records", Json.array(difference.examples(), ReplayJson::example));
            return one;
        }));
        json.set(
                "notReplayable",
                Json.array(
                        List.copyOf(replay.notReplayable().entrySet()),
                        entry -> Json.object().put("because", entry.getKey()).put("count", entry.getValue())));
        return json;
    }

    private static JsonNode ruled(Ruled ruled) {
        ObjectNode json = Json.object().put("decision", ruled.effect());
        json.set("rules", Json.texts(ruled.rules()));
        ruled.asks().ifPresent(asks -> json.set("asks", Json.texts(asks)));
        ruled.obligations().ifPresent(all -> json.set("obligations", Json.texts(all)));
        return json;
    }

    private static JsonNode example(JsonNode record) {
        return Json.object()
                .put("n", record.path("n").asLong())
                .put("time", record.path("time").asText())
                .put("exchange", record.path("exchange").asText())
                .put("revision", record.path("revision").asText())
                .put("summary", ReplayText.text(record.path("summary")));
    }
}
