// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Reply;
import gateway.transport.Framing;
import gateway.transport.ReplyHead;
import gateway.transport.Rewriting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.masking.CountedMasks;
import policy.protocols.masking.TextMask;
import policy.runtime.request.Classified;

/// A target's reply whose body is still on its way, or the lack of one because the client has left.
///
/// @param head as the target sent it; empty if the client left
/// @param own hides the target's credential, if there is one
/// @param transform what changes its body on its way, if anything does
/// @param masks makes the masks it uses and counts what they hide while the body streams past
record HttpReply(
        HttpTarget target,
        HttpMessage request,
        Optional<ReplyHead> head,
        Optional<CredentialMask> own,
        Optional<BodyTransform> transform,
        Optional<CountedMasks> masks)
        implements Reply {

    /// What records call the target's credential where it was hidden.
    static final String CREDENTIAL = "target_credential";

    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length");

    static HttpReply of(HttpTarget target, HttpMessage request, Optional<ReplyHead> head) {
        return new HttpReply(target, request, head, target.credentials().mask(), Optional.empty(), Optional.empty());
    }

    @Override
    public HttpReply offering(Predicate<Classified> open) {
        if (head.isEmpty() || head.get().framing() instanceof Framing.None) {
            return this;
        }
        var seen = new HttpReplyHead(head.get().status(), head.get().headers());
        Optional<BodyTransform> left = target.dialect().offers(request).map(offers -> offers.left(seen, open));
        return new HttpReply(target, request, head, own, left, masks);
    }

    @Override
    public HttpReply masked(Supplier<TextMask> make) {
        if (head.isEmpty()) {
            return this;
        }
        var counted = new CountedMasks(make);
        if (head.get().framing() instanceof Framing.None) {
            return new HttpReply(target, request, head, own, transform, Optional.of(counted));
        }
        var seen = new HttpReplyHead(head.get().status(), head.get().headers());
        BodyTransform last = target.dialect().masked(request, seen, counted);
        BodyTransform masking =
                transform.<BodyTransform>map(first -> new Chain(first, last)).orElse(last);
        return new HttpReply(target, request, head, own, Optional.of(masking), Optional.of(counted));
    }

    /// One transform after the other.
    private record Chain(BodyTransform first, BodyTransform second) implements BodyTransform {

        @Override
        public boolean mayRefuse() {
            return first.mayRefuse() || second.mayRefuse();
        }

        @Override
        public byte[] push(byte[] chunk) {
            return second.push(first.push(chunk));
        }

        @Override
        public byte[] finish() {
            return CredentialMask.join(second.push(first.finish()), second.finish());
        }
    }

    /// The head as the client gets it.
    ReplyHead toClient(ReplyHead from) {
        boolean masked = transform.isPresent();
        Framing framing = masked ? Framing.Open.OPEN : from.framing();
        List<Header> fields = each(FieldRules.toClient(from, target, masked), own);
        return new ReplyHead(
                from.status(), masks.map(make -> masked(fields, make)).orElse(fields), framing);
    }

    /// Early hints as the client gets them.
    static ReplyHead hints(ReplyHead from, HttpTarget target) {
        List<Header> fields = FieldRules.toClient(from, target, false);
        return new ReplyHead(from.status(), each(fields, target.credentials().mask()), from.framing());
    }

    private static List<Header> each(List<Header> fields, Optional<CredentialMask> own) {
        return own.map(mask -> fields.stream()
                        .map(field -> new Header(field.name(), mask.hide(field.value())))
                        .toList())
                .orElse(fields);
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

    /// What happens to the body on its way.
    Optional<Rewriting> rewriting() {
        return transform.isEmpty() && own.isEmpty() ? Optional.empty() : Optional.of(new Steps(own, transform));
    }

    private record Steps(Optional<CredentialMask> own, Optional<BodyTransform> transform) implements Rewriting {

        /// Hiding the credential works on any bytes.
        @Override
        public boolean mayRefuse() {
            return transform.filter(BodyTransform::mayRefuse).isPresent();
        }

        @Override
        public byte[] push(byte[] chunk) {
            byte[] first = own.map(mask -> mask.push(chunk)).orElse(chunk);
            return transform.map(masking -> masking.push(first)).orElse(first);
        }

        @Override
        public byte[] finish() {
            byte[] rest = own.map(CredentialMask::finish).orElseGet(() -> new byte[0]);
            return transform.map(masking -> last(masking, rest)).orElse(rest);
        }

        private static byte[] last(BodyTransform masking, byte[] rest) {
            byte[] before = rest.length == 0 ? rest : masking.push(rest);
            return CredentialMask.join(before, masking.finish());
        }
    }

    /// How often each entity was masked, over all texts.
    Map<String, Integer> counts() {
        var counts = new TreeMap<>(masks.map(CountedMasks::counts).orElse(Map.of()));
        own.filter(mask -> mask.times() > 0).ifPresent(mask -> counts.put(CREDENTIAL, mask.times()));
        return counts;
    }
}
