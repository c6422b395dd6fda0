// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lists;

/// A file does not hold what its ending says, or holds an item that cannot be one.
final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    /// @param line where in the file, from 1
    /// @param message for the author: lower case, no full stop
    Malformed(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
