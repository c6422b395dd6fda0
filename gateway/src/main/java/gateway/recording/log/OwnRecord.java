// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The records the log writes about itself.
final class OwnRecord {

    /// The log was opened for writing; what follows was written by one run of the gateway.
    static final String OPEN = "log.open";
    /// The log was closed in order; the last record of a run but for the checkpoint's own.
    static final String CLOSE = "log.close";
    /// The run before did not close the log, or its end was not as a log ends. Exchanges may have ended unrecorded.
    static final String GAP = "gap";
    static final String HEARTBEAT = "heartbeat";
    /// A checkpoint as it was signed. With these in the log, an older checkpoint cannot be put back unnoticed.
    static final String CHECKPOINT = "checkpoint";

    private static final JsonFactory JSON = new JsonFactory();

    private OwnRecord() {}

    /// The members of a record that its reader needs to find out what it is.
    ///
    /// @param number -1 if it has none
    /// @param kind empty if it has none
    record Label(long number, String kind) {

        static Label of(byte[] record) throws IOException {
            long number = -1;
            String kind = "";
            try (JsonParser json = JSON.createParser(record)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("not a JSON object");
                }
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    if (name.equals(Leaf.NUMBER) && value == JsonToken.VALUE_NUMBER_INT) {
                        number = json.getLongValue();
                    } else if (name.equals("kind") && value == JsonToken.VALUE_STRING) {
                        kind = json.getText();
                    }
                    json.skipChildren();
                }
            }
            return new Label(number, kind);
        }
    }

    /// @param key the line that checks this log's signatures; it makes every log different from its first record on
    static Leaf open(Instant now, String key, Checkpoint found) {
        return Leaf.of(json -> json.name("continues")
                .beginObject()
                .put("root", Base64.getEncoder().encodeToString(found.root()))
                .put("size", found.size())
                .endObject()
                .put("key", key)
                .put("kind", OPEN)
                .put("time", Timestamp.of(now)));
    }

    static Leaf close(Instant now) {
        return plain(CLOSE, now);
    }

    static Leaf heartbeat(Instant now) {
        return plain(HEARTBEAT, now);
    }

    private static Leaf plain(String kind, Instant now) {
        return Leaf.of(json -> json.put("kind", kind).put("time", Timestamp.of(now)));
    }

    static Leaf gap(Instant now, Recovery.End end) {
        String because = end.closed()
                ? "there were bytes behind the last record"
                : "the log was not closed: the gateway was killed or lost its power";
        return Leaf.of(json -> json.put("because", because)
                .put("cut_bytes", end.cutBytes())
                .put("kind", GAP)
                .put("time", Timestamp.of(now)));
    }

    /// Its content follows from the checkpoint alone, so the signature vouches for all of it.
    static Leaf checkpoint(Checkpoint signed) {
        return Leaf.of(json -> json.put("kind", CHECKPOINT).put("note", signed.note()));
    }

    /// The note a record of kind [#CHECKPOINT] quotes; empty text if it has none.
    static String note(byte[] record) throws IOException {
        try (JsonParser json = JSON.createParser(record)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("note")) {
                    return json.getText();
                }
                json.skipChildren();
            }
        }
        return "";
    }

    /// The kinds of a few records, in their order.
    static List<String> kinds(Iterable<byte[]> records) throws IOException {
        var kinds = new ArrayList<String>();
        for (byte[] record : records) {
            kinds.add(Label.of(record).kind());
        }
        return List.copyOf(kinds);
    }
}
