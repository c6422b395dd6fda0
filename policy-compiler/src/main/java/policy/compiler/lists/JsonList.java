// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lists;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.lists.TextList.Row;

/// A JSON array of texts, or of objects with a member that is a text.
final class JsonList {

    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private JsonList() {}

    /// @param member the one that holds the item; without one each item is itself a text
    static List<Row> read(String text, Optional<String> member) throws Malformed {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                return rows(parser, member);
            } catch (JsonParseException | StreamConstraintsException e) {
                throw new Malformed(line(parser), "not JSON: " + e.getOriginalMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    private static List<Row> rows(JsonParser parser, Optional<String> member) throws IOException, Malformed {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new Malformed(line(parser), "not an array");
        }
        var rows = new ArrayList<Row>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line(parser);
            rows.add(new Row(member.isPresent() ? member(parser, member.get()) : text(parser), line));
        }
        if (parser.nextToken() != null) {
            throw new Malformed(line(parser), "something stands behind the array");
        }
        return rows;
    }

    private static String text(JsonParser parser) throws IOException, Malformed {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed(line(parser), "the item is not a text");
        }
        return parser.getText();
    }

    private static String member(JsonParser parser, String member) throws IOException, Malformed {
        int line = line(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed(line, "the item is not an object");
        }
        Optional<String> found = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = parser.currentName().equals(member);
            parser.nextToken();
            if (wanted) {
                found = Optional.of(text(parser));
            } else {
                parser.skipChildren();
            }
        }
        return found.orElseThrow(() -> new Malformed(line, "the item has no member `" + member + "`"));
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }
}
