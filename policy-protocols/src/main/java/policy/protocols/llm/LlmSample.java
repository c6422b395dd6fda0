// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Value;

/// Builds the request that a sample of a test describes, in the wire format of its provider.
final class LlmSample {

    private static final List<String> FIELDS = List.of(
            "provider",
            "operation",
            "model",
            "system",
            "prompt",
            "messages",
            "tools",
            "max_tokens",
            "stream",
            "attachments");
    private static final List<String> MESSAGE_FIELDS = List.of("role", "content");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// What stands for a model in samples that name none.
    private static final String ANY_MODEL = "example-model";

    /// Anthropic's format demands a limit.
    private static final long ANTHROPIC_MAX_TOKENS = 1024;

    private static final int MAX_ATTACHMENTS = 100;

    private final Api api;
    private final Sample sample;

    private LlmSample(Api api, Sample sample) {
        this.api = api;
        this.sample = sample;
    }

    static HttpMessage message(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text prompt -> message(new Value.Fields(Map.of("prompt", prompt)));
            case Value.Fields fields -> of(new Sample(fields, FIELDS)).message();
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an llm sample is the user's words, or fields such as `{ model: \"m\", prompt: \"hello\" }`");
        };
    }

    private static LlmSample of(Sample sample) throws InvalidSample {
        String provider = sample.word("provider", Api.PROVIDERS).orElse("openai");
        String operation = sample.word("operation", Api.OPERATIONS).orElse("chat");
        Optional<Api> api = Stream.of(Api.values())
                .filter(a -> a.provider().equals(provider) && a.operation().equals(operation))
                .findFirst();
        if (api.isEmpty()) {
            throw new InvalidSample(
                    Optional.of("operation"), "provider `%s` has no operation `%s`".formatted(provider, operation));
        }
        return new LlmSample(api.get(), sample);
    }

    private HttpMessage message() throws InvalidSample {
        var headers = api.provider().equals("anthropic")
                ? List.of(new Header("content-type", "application/json"), new Header("anthropic-version", "2023-06-01"))
                : List.of(new Header("content-type", "application/json"));
        String path = api.path();
        Body body = Body.None.NONE;
        if (api.hasBody()) {
            body = new Body.Whole(body().toString().getBytes(StandardCharsets.UTF_8));
        } else if (sample.has("model")) {
            path += "/" + sample.text("model").orElseThrow();
        }
        return new HttpMessage(api.method(), "target.example", path, "", headers, body);
    }

    private JsonNode body() throws InvalidSample {
        var body = JSON.objectNode();
        body.put("model", sample.text("model").orElse(ANY_MODEL));
        switch (api) {
            case OPENAI_CHAT -> openAiChat(body);
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> anthropic(body);
            case OPENAI_RESPONSES, OPENAI_EMBEDDINGS ->
                body.put("input", sample.text("prompt").orElse(""));
            case OPENAI_COMPLETIONS -> body.put("prompt", sample.text("prompt").orElse(""));
            case OPENAI_MODELS, ANTHROPIC_MODELS -> {}
        }
        sample.number("max_tokens").ifPresent(limit -> body.put("max_tokens", limit));
        sample.truth("stream").ifPresent(stream -> body.put("stream", stream));
        return body;
    }

    private void openAiChat(ObjectNode body) throws InvalidSample {
        ArrayNode messages = body.putArray("messages");
        sample.text("system")
                .ifPresent(system -> messages.addObject().put("role", "system").put("content", system));
        dialogue(
                messages,
                JSON.objectNode()
                        .put("type", "image_url")
                        .set("image_url", JSON.objectNode().put("url", "data:,")));
        for (String name : sample.texts("tools")) {
            tools(body)
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", name);
        }
    }

    private void anthropic(ObjectNode body) throws InvalidSample {
        if (api == Api.ANTHROPIC_MESSAGES && !sample.has("max_tokens")) {
            body.put("max_tokens", ANTHROPIC_MAX_TOKENS);
        }
        sample.text("system").ifPresent(system -> body.put("system", system));
        ObjectNode source = JSON.objectNode()
                .put("type", "base64")
                .put("media_type", "image/png")
                .put("data", "");
        dialogue(
                body.putArray("messages"),
                JSON.objectNode().put("type", "image").set("source", source));
        for (String name : sample.texts("tools")) {
            tools(body).addObject().put("name", name);
        }
    }

    private static ArrayNode tools(ObjectNode body) {
        return body.withArrayProperty("tools");
    }

    private void dialogue(ArrayNode messages, JsonNode attachment) throws InvalidSample {
        for (Value item : sample.items("messages")) {
            if (!(item instanceof Value.Fields fields)) {
                throw new InvalidSample(
                        Optional.of("messages"), "each message is fields such as `{ role: user, content: \"hello\" }`");
            }
            var message = new Sample(fields, MESSAGE_FIELDS);
            messages.addObject()
                    .put("role", message.text("role").orElse("user"))
                    .put("content", message.text("content").orElse(""));
        }
        Optional<String> prompt = sample.text("prompt");
        long attachments = attachments();
        if (attachments > 0) {
            ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
            prompt.ifPresent(text -> parts.addObject().put("type", "text").put("text", text));
            for (int i = 0; i < attachments; i++) {
                parts.add(attachment);
            }
        } else {
            prompt.ifPresent(text -> messages.addObject().put("role", "user").put("content", text));
        }
    }

    private long attachments() throws InvalidSample {
        long count = sample.number("attachments").orElse(0L);
        if (count < 0 || count > MAX_ATTACHMENTS) {
            throw new InvalidSample(
                    Optional.of("attachments"), "`attachments` must be 0 to %d".formatted(MAX_ATTACHMENTS));
        }
        return count;
    }
}
