// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;

/// Which policies are trusted.
///
/// @param keys PEM files of the public keys that sign bundles
/// @param requireSignature whether nothing but a bundle will do; a bundle must be signed in any case
public record Bundles(List<@NotNull Path> keys, @NotNull Boolean requireSignature) {

    static final Bundles NONE = new Bundles(List.of(), false);

    public Bundles {
        keys = Defaults.listed(keys);
        requireSignature = Defaults.or(requireSignature, false);
    }
}
