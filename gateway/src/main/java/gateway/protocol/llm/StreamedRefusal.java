// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import policy.protocols.llm.Api;

/// A refusal as the events of one interface: a whole, if short, answer of the model.
enum StreamedRefusal {
    CHAT {
        @Override
        String events(String id, String model, String text) {
            ObjectNode said = chunk(id, model, "chat.completion.chunk");
            said.withArray("choices")
                    .addObject()
                    .put("index", 0)
                    .putNull("finish_reason")
                    .putObject("delta")
                    .put("role", "assistant")
                    .put("content", text);
            ObjectNode end = chunk(id, model, "chat.completion.chunk");
            end.withArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put("finish_reason", "stop")
                    .putObject("delta");
            return data(said) + data(end) + DONE;
        }
    },
    COMPLETIONS {
        @Override
        String events(String id, String model, String text) {
            ObjectNode said = chunk(id, model, "text_completion");
            said.withArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put("text", text)
                    .putNull("logprobs")
                    .put("finish_reason", "stop");
            return data(said) + DONE;
        }
    },
    /// The one interface with an end of its own for this. The code is one its clients do not send again.
    RESPONSES {
        @Override
        String events(String id, String model, String text) {
            ObjectNode created =
                    NODES.objectNode().put("type", "response.created").put("sequence_number", 0);
            created.set("response", response(id, model, "in_progress").putNull("error"));
            ObjectNode failed =
                    NODES.objectNode().put("type", "response.failed").put("sequence_number", 1);
            ObjectNode response = response(id, model, "failed");
            response.putObject("error").put("code", "invalid_prompt").put("message", text);
            failed.set("response", response);
            return event(created) + event(failed);
        }
    },
    MESSAGES {
        @Override
        String events(String id, String model, String text) {
            ObjectNode start = typed("message_start");
            ObjectNode message = start.putObject("message")
                    .put("id", id)
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", model)
                    .putNull("stop_reason")
                    .putNull("stop_sequence");
            message.putArray("content");
            message.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
            ObjectNode begin = typed("content_block_start").put("index", 0);
            begin.putObject("content_block").put("type", "text").put("text", "");
            ObjectNode delta = typed("content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "text_delta").put("text", text);
            ObjectNode end = typed("message_delta");
            end.putObject("delta").put("stop_reason", "end_turn").putNull("stop_sequence");
            end.putObject("usage").put("output_tokens", 0);
            return event(start)
                    + event(begin)
                    + event(delta)
                    + event(typed("content_block_stop").put("index", 0))
                    + event(end)
                    + event(typed("message_stop"));
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long MILLIS = 1000;
    private static final String DONE = "data: [DONE]\n\n";

    /// @param id of the answer
    abstract String events(String id, String model, String text);

    /// @return empty if the interface streams no texts
    static Optional<StreamedRefusal> of(Api api) {
        return switch (api) {
            case OPENAI_CHAT -> Optional.of(CHAT);
            case OPENAI_COMPLETIONS -> Optional.of(COMPLETIONS);
            case OPENAI_RESPONSES -> Optional.of(RESPONSES);
            case ANTHROPIC_MESSAGES -> Optional.of(MESSAGES);
            case OPENAI_EMBEDDINGS, OPENAI_MODELS, ANTHROPIC_COUNT_TOKENS, ANTHROPIC_MODELS -> Optional.empty();
        };
    }

    private static ObjectNode chunk(String id, String model, String object) {
        return NODES.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", System.currentTimeMillis() / MILLIS)
                .put("model", model);
    }

    private static ObjectNode response(String id, String model, String status) {
        ObjectNode response = NODES.objectNode()
                .put("id", id)
                .put("object", "response")
                .put("created_at", System.currentTimeMillis() / MILLIS)
                .put("status", status)
                .put("model", model)
                .putNull("incomplete_details")
                .putNull("instructions")
                .put("parallel_tool_calls", true)
                .put("tool_choice", "auto");
        response.putObject("metadata");
        response.putArray("output");
        response.putArray("tools");
        return response;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static String event(ObjectNode event) {
        return "event: " + event.path("type").asText() + "\n" + data(event);
    }

    private static String data(ObjectNode event) {
        return "data: " + event + "\n\n";
    }
}
