// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.util.Optional;

/// Port: verifies what a caller presents.
public interface Identity {

    /// @param token a bearer token, if one was presented
    /// @throws gateway.exchange.Failure G110 if there is none or it does not verify; the message says why
    ///     in words that help an honest caller and tell an attacker nothing about keys
    Caller identify(Optional<String> token);
}
