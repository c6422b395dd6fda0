// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import policy.protocols.json.JsonTexts;

/// The texts of a request that reach the model, one line each.
///
/// Everything in the body is taken except the model's name and the formats' own names and words
/// ([Fields]). A field or a kind of part nobody has heard of is thus part of the prompt: it may be noise
/// there, but it cannot hide.
final class PromptText {

    private PromptText() {}

    static String of(JsonNode root) {
        var texts = new JsonTexts(Fields::isName, Fields::isWord);
        root.properties().stream()
                .filter(field -> !field.getKey().equals("model"))
                .forEach(field -> texts.addField(field.getKey(), field.getValue()));
        return texts.toString();
    }

    static String system(Dialogue dialogue) {
        var texts = new JsonTexts(Fields::isName, Fields::isWord);
        texts.add(dialogue.root().path("system"));
        texts.add(dialogue.root().path("instructions"));
        dialogue.turns().stream()
                .filter(turn -> Dialogue.SYSTEM_ROLES.contains(turn.path("role").asText()))
                .forEach(turn -> texts.add(turn.path("content")));
        return texts.toString();
    }
}
