// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.protocols.http.HttpMessage;

/// The operations that are read, and by what a request shows which one it is: the method and the end of
/// the path.
///
/// Before that end stands nothing, or anything that ends with a version or `openai` (`/v1`,
/// `/api/paas/v4`), so that `/v1/threads/t1/messages` is not taken for a conversation.
public enum Api {
    OPENAI_CHAT("openai", "chat", "POST", "/chat/completions"),
    OPENAI_RESPONSES("openai", "chat", "POST", "/responses"),
    OPENAI_COMPLETIONS("openai", "completions", "POST", "/completions"),
    OPENAI_EMBEDDINGS("openai", "embeddings", "POST", "/embeddings"),
    OPENAI_MODELS("openai", "models", "GET", "/models"),
    ANTHROPIC_MESSAGES("anthropic", "chat", "POST", "/messages"),
    ANTHROPIC_COUNT_TOKENS("anthropic", "count_tokens", "POST", "/messages/count_tokens"),
    ANTHROPIC_MODELS("anthropic", "models", "GET", "/models");

    public static final List<String> PROVIDERS = List.of("openai", "anthropic");
    public static final List<String> OPERATIONS =
            List.of("chat", "completions", "embeddings", "count_tokens", "models");

    /// Under these the path names the model, and the body's word for it would not count.
    private static final Set<String> MODEL_IN_PATH = Set.of("deployments", "engines");

    private static final Pattern BEFORE = Pattern.compile("|/(?:.*/)?(?:v[0-9]+[a-z0-9]*|openai)");

    private final String provider;
    private final String operation;
    private final String method;
    private final String suffix;

    Api(String provider, String operation, String method, String suffix) {
        this.provider = provider;
        this.operation = operation;
        this.method = method;
        this.suffix = suffix;
    }

    public String provider() {
        return provider;
    }

    public String operation() {
        return operation;
    }

    String method() {
        return method;
    }

    /// Where a sample of this operation is sent.
    String path() {
        return "/v1" + suffix;
    }

    /// Whether what it does stands in the request's body.
    boolean hasBody() {
        return method.equals("POST");
    }

    /// The operation of a request; empty if it is none of these.
    public static Optional<Api> of(HttpMessage message) {
        String path = message.path();
        if (Stream.of(path.split("/", -1)).anyMatch(MODEL_IN_PATH::contains)) {
            return Optional.empty();
        }
        Stream<Api> candidates = Stream.of(values()).filter(api -> api.method.equals(message.method()));
        return message.method().equals("GET")
                ? models(message, path)
                : candidates.filter(a -> a.at(path)).findFirst();
    }

    private boolean at(String path) {
        return path.endsWith(suffix) && BEFORE.matches(path.substring(0, path.length() - suffix.length()));
    }

    /// Both providers tell about models at the same path; only Anthropic's clients send a version header.
    private static Optional<Api> models(HttpMessage message, String path) {
        String list = modelInPath(path).isPresent() ? path.substring(0, path.lastIndexOf('/')) : path;
        Api api = message.headers("anthropic-version").isEmpty() ? OPENAI_MODELS : ANTHROPIC_MODELS;
        return Optional.of(api).filter(a -> a.at(list));
    }

    /// `gpt-4o` of `/v1/models/gpt-4o`.
    static Optional<String> modelInPath(String path) {
        int last = path.lastIndexOf('/');
        return last >= 0 && last + 1 < path.length() && path.substring(0, last).endsWith("/models")
                ? Optional.of(path.substring(last + 1))
                : Optional.empty();
    }
}
