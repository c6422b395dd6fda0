// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.runtime.decision.DenialCode;

/// Reads an event stream (HTML standard, section 9.2.6) and has its events masked, each as soon as it is complete. What
/// is written ends lines by a line feed, whatever the target used.
public final class SseBodyMask implements BodyTransform {

    /// Most characters of one event; one with an image in it has millions.
    public static final int MAX_EVENT = 8 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final EventMask mask;
    private final boolean mayRefuse;
    private final StrictUtf8 utf8 = new StrictUtf8();

    private final StringBuilder line = new StringBuilder();
    /// Whether the last character was a carriage return, so that a line feed is not another end of line.
    private boolean returned;
    private boolean begun;

    private String name = "";
    private final List<String> others = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    /// Characters of the event so far, its unfinished line not counted.
    private int size;

    public SseBodyMask(EventMask mask) {
        this(mask, true);
    }

    /// @param mayRefuse whether the reply begins with its first event, rather than at once
    public SseBodyMask(EventMask mask, boolean mayRefuse) {
        this.mask = mask;
        this.mayRefuse = mayRefuse;
    }

    @Override
    public boolean mayRefuse() {
        return mayRefuse;
    }

    @Override
    public byte[] push(byte[] chunk) {
        String text = utf8.decode(chunk);
        var out = new StringBuilder();
        int at = 0;
        if (!begun && !text.isEmpty()) {
            begun = true;
            at = text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        }
        while (at < text.length()) {
            if (returned && text.charAt(at) == '\n') {
                at++;
            }
            returned = false;
            int end = endOfLine(text, at);
            line.append(text, at, end);
            requireRoom();
            if (end < text.length()) {
                returned = text.charAt(end) == '\r';
                lineEnded(out);
            }
            at = end + 1;
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// An event without the empty line that ends it counts: some servers forget it, some clients read it.
    @Override
    public byte[] finish() {
        utf8.finish();
        var out = new StringBuilder();
        if (!line.isEmpty()) {
            lineEnded(out);
        }
        if (hasFields()) {
            eventEnded(out);
        }
        mask.finish(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private void lineEnded(StringBuilder out) {
        String text = line.toString();
        line.setLength(0);
        if (text.isEmpty()) {
            eventEnded(out);
        } else if (text.charAt(0) == ':') {
            mask.comment(text.substring(1), out); // at once: it may be there to keep the client waiting
        } else {
            size += text.length();
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> name = value;
            default -> others.add(text);
        }
    }

    private void eventEnded(StringBuilder out) {
        if (hasFields()) {
            var event = new SseEvent(name, others, hasData ? Optional.of(data.toString()) : Optional.empty());
            name = "";
            others.clear();
            data.setLength(0);
            hasData = false;
            size = 0;
            mask.event(event, out);
        } else {
            out.append('\n');
        }
    }

    private boolean hasFields() {
        return hasData || !name.isEmpty() || !others.isEmpty();
    }

    private void requireRoom() {
        if (size + line.length() > MAX_EVENT) {
            throw new Failure(
                    DenialCode.G114,
                    "The reply has an event of over %d characters, so it cannot be masked.".formatted(MAX_EVENT));
        }
    }
}
