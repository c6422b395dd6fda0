// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.exchange.Denial;
import gateway.protocol.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Plain HTTP: refusals are problem details (RFC 9457).
///
/// A request still waiting for a reviewer when the wait is over is refused with 403; one that says `Prefer:
/// respond-async` (RFC 7240) is not waited for, and told with 202 where to see what becomes of it.
public final class ProblemDialect implements HttpDialect {

    /// Plain HTTP clients announce no deadline; most bear minutes.
    public static final Patience PATIENCE = Patience.silent(Duration.ofMinutes(4));

    private static final int ACCEPTED = 202;
    private static final String TYPE = "urn:hpol:";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClassifier classifier;

    public ProblemDialect(HttpClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public HttpClassifier classifier() {
        return classifier;
    }

    @Override
    public boolean isSpokenIn(HttpMessage request) {
        return true;
    }

    @Override
    public HttpAnswer refusal(HttpMessage request, Denial denial) {
        DenialCode code = denial.reason().code();
        boolean accepted = code == DenialCode.G106 && Preferences.of(request).async();
        int status = accepted ? ACCEPTED : HttpStatuses.of(denial);
        ObjectNode problem = JSON.createObjectNode()
                .put("type", TYPE + code)
                .put("title", code.title())
                .put("status", status)
                .put("detail", detail(denial))
                .put("code", code.name())
                .put("exchange", denial.exchange());
        denial.reason().rule().ifPresent(rule -> problem.put("rule", rule.id()));
        if (!denial.revision().isEmpty()) {
            problem.put("revision", denial.revision());
        }
        denial.reason().help().ifPresent(help -> problem.put("help", help));
        byte[] body = problem.toString().getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(status, accepted ? whereToLook(denial) : headers(code), body);
    }

    @Override
    public boolean hasShapes() {
        return true;
    }

    @Override
    public Patience patience(HttpMessage request) {
        Preferences preferences = Preferences.of(request);
        return preferences.async()
                ? Patience.silent(preferences.waits().orElse(Duration.ZERO)).atMost(PATIENCE.silent())
                : PATIENCE;
    }

    @Override
    public BodyTransform masked(HttpMessage request, HttpReplyHead reply, Supplier<TextMask> masks) {
        return MaskedBodies.plain(reply, masks);
    }

    private static String detail(Denial denial) {
        String message = denial.reason().message();
        return denial.reason().code() == DenialCode.G106
                ? message + " Send the same request again to get the answer."
                : message;
    }

    private static List<Header> whereToLook(Denial denial) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("Cache-Control", "no-store"));
        headers.add(new Header("Preference-Applied", "respond-async"));
        denial.reason().help().ifPresent(where -> headers.add(new Header("Location", where)));
        return headers;
    }

    private static List<Header> headers(DenialCode code) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Content-Type", "application/problem+json"));
        headers.add(new Header("Cache-Control", "no-store"));
        if (code == DenialCode.G110) {
            headers.add(new Header("WWW-Authenticate", "Bearer"));
        }
        if (code == DenialCode.G503 || code == DenialCode.G505) {
            headers.add(new Header("Retry-After", RETRY_AFTER_SECONDS));
        }
        return headers;
    }
}
