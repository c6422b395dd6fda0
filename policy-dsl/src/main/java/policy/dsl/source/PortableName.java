// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.text.Normalizer;
import java.util.Optional;

/// Names that are the same bytes on every machine and in every listing, since the revision is made of them, too.
final class PortableName {

    private PortableName() {}

    /// Why files of a policy set cannot be called so.
    static Optional<String> objection(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("its name holds a control character");
        }
        if (name.indexOf('\\') >= 0) {
            return Optional.of("its name holds a backslash");
        }
        return Normalizer.isNormalized(name, Normalizer.Form.NFC)
                ? Optional.empty()
                : Optional.of("its name is not in Unicode's normal form C, so machines spell it differently");
    }
}
