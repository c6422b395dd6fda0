// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.util.Optional;
import policy.lsp.feature.Matches;

/// What the server is started with.
///
/// @param version of hpol
/// @param pages URI of the directory with the pages of the error codes, ending in `/`
/// @param matches where it is known what rules matched
public record Settings(String version, Optional<String> pages, Matches matches) {}
