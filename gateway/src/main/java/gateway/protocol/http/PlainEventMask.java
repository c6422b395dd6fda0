// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Failure;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;

/// Masks events of which nothing is known: the data of each is JSON if it parses as that and one text otherwise; so is
/// every other line. Something that is spread over several events is not seen.
public final class PlainEventMask implements EventMask {

    private final JsonShape shape;
    private final Supplier<TextMask> masks;

    private final boolean jsonOnly;

    /// @param jsonOnly whether data that is no JSON cuts the stream off: readers that bear with mistakes could read
    ///     in it what a plain text does not say
    public PlainEventMask(JsonShape shape, Supplier<TextMask> masks, boolean jsonOnly) {
        this.shape = shape;
        this.masks = masks;
        this.jsonOnly = jsonOnly;
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
        if (!parsed && jsonOnly) {
            throw new Failure(DenialCode.G114, "The reply has an event that is no JSON, so it cannot be masked.");
        }
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
