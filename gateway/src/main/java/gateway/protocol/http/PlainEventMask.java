// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.function.Supplier;
import policy.protocols.masking.TextMask;

/// Masks events of which nothing is known: the data of each is JSON if it parses as that and one text otherwise; so is
/// every other line. Something that is spread over several events is not seen.
public final class PlainEventMask implements EventMask {

    private final JsonShape shape;
    private final Supplier<TextMask> masks;

    public PlainEventMask(JsonShape shape, Supplier<TextMask> masks) {
        this.shape = shape;
        this.masks = masks;
    }

    @Override
    public void event(SseEvent event, StringBuilder out) {
        var masked = new SseEvent(
                text(event.name()),
                event.others().stream().map(this::text).toList(),
                event.data().map(this::value));
        masked.writeTo(out);
    }

    @Override
    public void comment(String comment, StringBuilder out) {
        out.append(':').append(text(comment)).append('\n');
    }

    @Override
    public void finish(StringBuilder out) {}

    private String value(String data) {
        var json = new JsonMask(shape, masks, false);
        var out = new StringBuilder(data.length());
        boolean parsed = json.push(data, out) == data.length() && json.finish(out);
        return parsed ? out.toString() : text(data);
    }

    private String text(String text) {
        if (text.isEmpty()) {
            return text;
        }
        TextMask mask = masks.get();
        return mask.push(text) + mask.finish();
    }
}
