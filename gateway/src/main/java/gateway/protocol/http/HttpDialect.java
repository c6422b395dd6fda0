// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Denial;
import gateway.protocol.Patience;
import java.util.Optional;
import java.util.function.Supplier;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.masking.TextMask;

/// What distinguishes one protocol over HTTP from another: how requests are read, refused and their replies
/// masked.
public interface HttpDialect {

    HttpClassifier classifier();

    /// Whether a request is one of this dialect by its looks, whoever it is for.
    boolean isSpokenIn(HttpMessage request);

    /// Lets only requests of this dialect go to policy. Where any HTTP request is one, there is nothing to do.
    ///
    /// @param request with its body, if the classifier needs it
    /// @throws gateway.exchange.Failure G112; G113 if the body is needed and too long to be read
    default void requireWellFormed(HttpTarget target, HttpMessage request) {}

    /// How a caller of this dialect is told that its request is refused.
    ///
    /// @param request the refused request; its body may be unread
    HttpAnswer refusal(HttpMessage request, Denial denial);

    /// How long a caller of this dialect can bear to wait; in all longer than silently only where [#early] has a
    /// reply.
    Patience patience(HttpMessage request);

    /// The reply to begin while the caller waits; empty if its library would not bear one.
    default Optional<EarlyReply> early(HttpMessage request) {
        return Optional.empty();
    }

    /// What of a request a consent to it is bound to. What is forwarded is the request as it came.
    ///
    /// @param request well-formed, with its body
    default Essence essence(HttpMessage request) {
        return new Essence(request.method(), request);
    }

    /// What the reply to a request offers its caller; empty if it is no question after offers.
    ///
    /// @param request with its body, as far as it was read
    default Optional<Offers> offers(HttpMessage request) {
        return Optional.empty();
    }

    /// Masks the texts in a reply's body.
    ///
    /// @param masks makes a mask for one more text
    /// @throws gateway.exchange.Failure G114 if the texts of such a reply cannot be told
    BodyTransform masked(HttpMessage request, HttpReplyHead reply, Supplier<TextMask> masks);

    /// Whether what differs in plain values only is of one shape here. Where a request is text that something reads
    /// and acts upon, as a model does, each request is of a shape of its own.
    boolean hasShapes();
}
