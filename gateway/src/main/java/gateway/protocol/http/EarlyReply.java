// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Denial;
import java.util.List;
import policy.protocols.http.HttpMessage.Header;

/// A reply that begins, with status 200, before it is known what the answer is, for clients that bear to wait only
/// while they are shown something. Whatever comes after the first sign must be told in the words of a reply that
/// succeeds.
public interface EarlyReply {

    /// What is in its head.
    ///
    /// @param exchange id of the exchange, for the client to cite
    List<Header> headers(String exchange);

    /// A sign that the client is waited for, which its library takes for nothing.
    ///
    /// @param approval id of the request that people are asked to answer
    byte[] sign(String approval);

    /// Whether the target's reply can take its place behind the signs.
    boolean goesOnWith(HttpReplyHead reply);

    /// The rest of the reply where nothing was forwarded.
    byte[] refusal(Denial denial);
}
