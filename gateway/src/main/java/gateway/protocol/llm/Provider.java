// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import java.util.regex.Pattern;
import policy.protocols.http.HttpMessage;

/// Whose shapes a client understands.
enum Provider {
    OPENAI("x-request-id"),
    ANTHROPIC("request-id");

    private static final Pattern ANTHROPIC_PATH = Pattern.compile("(?:.*/)?v[0-9]+/(?:messages|complete)(?:/.*)?");

    private final String requestIdHeader;

    Provider(String requestIdHeader) {
        this.requestIdHeader = requestIdHeader;
    }

    /// Told by the header all Anthropic's clients send, or by the path; anything else is taken for OpenAI's,
    /// which many others imitate.
    static Provider of(HttpMessage request) {
        boolean versioned =
                request.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("anthropic-version"));
        return versioned || ANTHROPIC_PATH.matcher(request.path()).matches() ? ANTHROPIC : OPENAI;
    }

    /// The header in which its SDKs look for the id to cite.
    String requestIdHeader() {
        return requestIdHeader;
    }
}
