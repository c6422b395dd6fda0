// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.Optional;

/// A card in a channel, or one that is still to be put up.
///
/// @param place where the channel keeps it; empty until it was posted
/// @param attempts how often showing the present version has failed
public record Card(String id, String request, String channel, Optional<String> place, int attempts) {}
