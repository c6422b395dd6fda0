// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.io.IOException;
import java.time.Duration;

/// Where the text of a JSON Web Key Set comes from.
public interface KeyOrigin {

    /// Reads it once; takes a bounded time and a bounded amount.
    String fetch() throws IOException;

    /// How old keys may get before they are read again, in the background.
    Duration readAgainAfter();

    /// How often keys are read again because a token names an unknown one: at most once in this time,
    /// however many such tokens come.
    Duration atMostEvery();
}
