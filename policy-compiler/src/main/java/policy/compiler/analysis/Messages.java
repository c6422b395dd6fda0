// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.stream.Stream;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Schema;

/// Finds requests with wanted values. A port: the compiler knows no protocol, and whether a message reads as something
/// only the protocol's own classifier can tell.
public interface Messages {

    /// A request without anything special.
    AccessRequest plain(Schema schema);

    /// Requests that may have these values, the likeliest first; each is checked before anybody hears of it.
    Stream<Witness> like(Candidate candidate);
}
