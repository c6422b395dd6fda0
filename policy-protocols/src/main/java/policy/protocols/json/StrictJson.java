// SPDX-License-Identifier: Apache-2.0
package policy.protocols.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Parses JSON as RFC 8259 has it and refuses what parsers are known to read differently: a name twice in
/// one object, anything after the value, comments, `NaN`, a byte order mark. Time is linear in the text.
public final class StrictJson {

    /// Far deeper than any request or tool schema seen, far from the end of any stack.
    public static final int MAX_DEPTH = 100;

    /// Longer numbers mean nothing, and turning them into binary takes more than linear time.
    private static final int MAX_NUMBER_CHARS = 400;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // A table shared by all requests would let one caller slow the others down.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARS)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    public sealed interface Parsed {
        record Tree(JsonNode root) implements Parsed {}

        /// @param because in words for the blocked person; never quotes the text
        record Malformed(String because) implements Parsed {}
    }

    public static Parsed parse(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            return root == null || root.isMissingNode()
                    ? new Parsed.Malformed("the body is empty")
                    : new Parsed.Tree(root);
        } catch (NumberFormatException e) { // an exponent no number type has room for
            return new Parsed.Malformed("the body has a number that is out of range");
        } catch (StreamConstraintsException e) {
            return new Parsed.Malformed("the body is nested more than %d deep or has a number of more than %d digits"
                    .formatted(MAX_DEPTH, MAX_NUMBER_CHARS));
        } catch (JsonProcessingException e) {
            String what = duplicate(e) ? "the body names a field twice" : "the body is not valid JSON";
            return new Parsed.Malformed(what + place(e));
        }
    }

    /// Jackson has no type for it.
    private static boolean duplicate(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate ");
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
