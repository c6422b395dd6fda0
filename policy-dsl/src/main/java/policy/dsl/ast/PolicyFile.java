// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;

/// One `.hpol` file.
///
/// @param policy the name after `policy`; empty where it is missing or did not parse
public record PolicyFile(Optional<Name> policy, List<Declaration> declarations, Span span) {
    public PolicyFile {
        declarations = List.copyOf(declarations);
    }
}
