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
import java.util.Map;
import java.util.stream.Collectors;

/// What a reviewer sends along. It is read here and not bound, since binding is kind: it takes a lone text or a list
/// for an object, and consent must not rest on what was not meant.
final class AnswerBody {

    private static final String REASON = "reason";

    /// How many fields that mean nothing are named, and how much of each name.
    private static final int NAMED = 5;
    private static final int NAME_MAX = 40;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AnswerBody() {}

    /// The reviewer's own words, shown to the blocked person; empty if there are none.
    ///
    /// @throws HttpStatusException 400 with the next step if that is no answer
    static String reason(byte[] body) {
        JsonNode object = object(body);
        String unknown = object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(REASON))
                .map(name -> "`" + shown(name) + "`")
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw refused("The body has %s, which means nothing here; it may hold `reason` alone.".formatted(unknown));
        }
        JsonNode reason = object.path(REASON);
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

    private static String shown(String name) {
        String cut = name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
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
