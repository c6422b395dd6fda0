// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import policy.dsl.diagnostic.Diagnostic;

/// What became of reading a file that a list names.
public sealed interface DataFile {

    /// @param name path relative to the policy directory with `/`
    record Read(String name, byte[] bytes) implements DataFile {}

    /// @param diagnostic P210 at the place that names the file
    record Unreadable(Diagnostic diagnostic) implements DataFile {}
}
