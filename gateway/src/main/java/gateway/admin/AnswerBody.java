// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gateway.approval.Docket;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.IOException;

/// What a reviewer sends along. It is read here and not bound, since binding is kind: it takes a lone text or a list
/// for an object, and consent must not rest on what was not meant.
final class AnswerBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AnswerBody() {}

    /// The reviewer's own words, shown to the blocked person; empty if there are none.
    ///
    /// @throws HttpStatusException 400 with the next step if that is no answer
    static String reason(byte[] body) {
        JsonNode reason = object(body).path("reason");
        if (reason.isMissingNode() || reason.isNull()) {
            return "";
        }
        if (!reason.isTextual()) {
            throw noAnswer();
        }
        String words = reason.textValue();
        Docket.fault(words).ifPresent(fault -> {
            throw refused(fault);
        });
        return words;
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // told below, like any other body that is no object
        }
        throw noAnswer();
    }

    private static HttpStatusException noAnswer() {
        return refused("The body must be a JSON object like {\"reason\": \"...\"}, or {} to give no reason.");
    }

    private static HttpStatusException refused(String detail) {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
