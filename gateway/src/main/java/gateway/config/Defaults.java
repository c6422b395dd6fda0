// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands for a key that is not written.
final class Defaults {

    /// What a name in policies, URLs and records looks like.
    static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    static final String NAME_MESSAGE =
            "must be 1 to 63 lower-case letters, digits or hyphens, beginning with a letter or digit";

    private Defaults() {}

    static <T> T or(@Nullable T written, T otherwise) {
        return written == null ? otherwise : written;
    }

    /// A fixed copy. Items that could not be read stay as gaps, so that the places of the others are
    /// still right when problems are told.
    static <T> List<T> listed(@Nullable List<T> written) {
        return written == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(written));
    }
}
