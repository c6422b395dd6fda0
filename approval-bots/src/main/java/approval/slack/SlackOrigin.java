// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/// Whether what Slack tells of is an answer to one of our cards, by somebody of our workspace. That it was Slack who
/// told is for others to say.
final class SlackOrigin {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SlackSettings settings;

    SlackOrigin(SlackSettings settings) {
        this.settings = settings;
    }

    /// @param payload JSON
    Optional<SlackGuard.Passage.Closed> objection(String payload) {
        try {
            return objection(STRICT.readTree(payload));
        } catch (JsonProcessingException e) {
            return closed(400, "malformed: " + e.getClass().getSimpleName());
        }
    }

    private Optional<SlackGuard.Passage.Closed> objection(JsonNode payload) {
        if (!isAnswer(payload)) {
            return closed(400, "neither a press on a card nor an answer in a dialogue");
        }
        if (!payload.path("api_app_id").asText().equals(settings.appId())) {
            return closed(403, "from another app");
        }
        if (!payload.path("team").path("id").asText().equals(settings.teamId())) {
            return closed(403, "from another workspace");
        }
        return payload.path("user").path("team_id").asText().equals(settings.teamId())
                ? Optional.empty()
                : closed(403, "by a user of another workspace");
    }

    private static boolean isAnswer(JsonNode payload) {
        return switch (payload.path("type").asText()) {
            case "block_actions" -> true;
            case "view_submission" ->
                payload.path("view").path("callback_id").asText().equals(ReasonDialogue.CALLBACK);
            default -> false;
        };
    }

    private static Optional<SlackGuard.Passage.Closed> closed(int status, String why) {
        return Optional.of(new SlackGuard.Passage.Closed(status, why));
    }
}
