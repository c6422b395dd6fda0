// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.function.Predicate;
import policy.runtime.request.Classified;

/// What a reply tells its caller it could ask for next.
public interface Offers {

    /// Takes out of the reply's body what is not open to the caller.
    ///
    /// @param open whether a request that is classified so may be permitted
    /// @throws gateway.exchange.Failure G114 if the offers of such a reply cannot be told
    BodyTransform left(HttpReplyHead reply, Predicate<Classified> open);
}
