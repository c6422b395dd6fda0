// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Reply;
import gateway.masking.CountedMasks;
import gateway.masking.TextMask;
import gateway.transport.Framing;
import gateway.transport.ReplyHead;
import gateway.transport.Rewriting;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import policy.protocols.http.HttpMessage;

/// A target's reply whose body is still on its way, or the lack of one because the client has left.
///
/// @param head as the target sent it; empty if the client left
/// @param transform what masks its body
/// @param masks makes the masks it uses and counts what they hide while the body streams past
record HttpReply(
        HttpTarget target,
        HttpMessage request,
        Optional<ReplyHead> head,
        Optional<BodyTransform> transform,
        Optional<CountedMasks> masks)
        implements Reply {

    static HttpReply of(HttpTarget target, HttpMessage request, Optional<ReplyHead> head) {
        return new HttpReply(target, request, head, Optional.empty(), Optional.empty());
    }

    @Override
    public HttpReply masked(Supplier<TextMask> make) {
        if (head.isEmpty() || head.get().framing() instanceof Framing.None) {
            return this;
        }
        var counted = new CountedMasks(make);
        var seen = new HttpReplyHead(head.get().status(), head.get().headers());
        BodyTransform masking = target.dialect().masked(request, seen, counted);
        return new HttpReply(target, request, head, Optional.of(masking), Optional.of(counted));
    }

    /// The head as the client gets it.
    ReplyHead toClient(ReplyHead from) {
        boolean masked = transform.isPresent();
        Framing framing = masked ? Framing.Open.OPEN : from.framing();
        return new ReplyHead(from.status(), FieldRules.toClient(from, target, masked), framing);
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
