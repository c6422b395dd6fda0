// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Reply;
import gateway.masking.CountedMasks;
import gateway.masking.TextMask;
import gateway.transport.Framing;
import gateway.transport.ReplyHead;
import gateway.transport.Rewriting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;

/// A target's reply whose body is still on its way, or the lack of one because the client has left.
///
/// @param head as the target sent it; empty if the client left
/// @param transform what masks its body, if it has one
/// @param masks makes the masks it uses and counts what they hide while the body streams past
record HttpReply(
        HttpTarget target,
        HttpMessage request,
        Optional<ReplyHead> head,
        Optional<BodyTransform> transform,
        Optional<CountedMasks> masks)
        implements Reply {

    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length");

    static HttpReply of(HttpTarget target, HttpMessage request, Optional<ReplyHead> head) {
        return new HttpReply(target, request, head, Optional.empty(), Optional.empty());
    }

    @Override
    public HttpReply masked(Supplier<TextMask> make) {
        if (head.isEmpty()) {
            return this;
        }
        var counted = new CountedMasks(make);
        if (head.get().framing() instanceof Framing.None) {
            return new HttpReply(target, request, head, Optional.empty(), Optional.of(counted));
        }
        var seen = new HttpReplyHead(head.get().status(), head.get().headers());
        BodyTransform masking = target.dialect().masked(request, seen, counted);
        return new HttpReply(target, request, head, Optional.of(masking), Optional.of(counted));
    }

    /// The head as the client gets it.
    ReplyHead toClient(ReplyHead from) {
        boolean masked = transform.isPresent();
        Framing framing = masked ? Framing.Open.OPEN : from.framing();
        List<Header> fields = FieldRules.toClient(from, target, masked);
        return new ReplyHead(
                from.status(), masks.map(make -> masked(fields, make)).orElse(fields), framing);
    }

    /// Each value is one text. Those that tell of the body, not of anybody, stay.
    private static List<Header> masked(List<Header> fields, CountedMasks masks) {
        return fields.stream()
                .map(field -> OF_THE_BODY.contains(field.name().toLowerCase(Locale.ROOT))
                        ? field
                        : new Header(field.name(), masked(field.value(), masks)))
                .toList();
    }

    private static String masked(String value, CountedMasks masks) {
        TextMask mask = masks.get();
        return mask.push(value) + mask.finish();
    }

    Optional<Rewriting> rewriting() {
        return transform.map(HttpReply::rewriting);
    }

    private static Rewriting rewriting(BodyTransform transform) {
        return new Rewriting() {
            @Override
            public byte[] push(byte[] chunk) {
                return transform.push(chunk);
            }

            @Override
            public byte[] finish() {
                return transform.finish();
            }
        };
    }

    /// How often each entity was masked, over all texts.
    Map<String, Integer> counts() {
        return masks.map(CountedMasks::counts).orElse(Map.of());
    }
}
