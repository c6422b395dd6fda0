// SPDX-License-Identifier: Apache-2.0
package gateway.keys;

import java.nio.file.Path;

/// A file does not hold the key it should. The message names it and is for people.
public final class UnusableKey extends Exception {

    private static final long serialVersionUID = 1;

    UnusableKey(Path file, String why) {
        super(file + " " + why);
    }
}
