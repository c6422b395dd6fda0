// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import com.fasterxml.jackson.core.JsonPointer;

/// One mistake in a configuration file.
///
/// @param at the key it is about, or the nearest one above that is written
/// @param line from 1; 0 if the file as a whole is meant
/// @param message what is wrong: lower case, no full stop, user text in backticks
/// @param remedy what to do about it
record Problem(JsonPointer at, int line, int column, String message, String remedy) {

    /// The remedy where the message already says what is right.
    static final String EXPLAINED = "docs/configuration.md explains every key";

    String render(String file) {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return "error: %s%n --> %s%n  = help: %s%n".formatted(message, place, remedy);
    }

    /// What a problem is about, as people write it: a key, or the file as a whole.
    static String named(JsonPointer pointer) {
        return pointer.matches() ? "the file" : "`" + keyPath(pointer) + "`";
    }

    /// A key as people write it, such as `issuers[0].clock-skew`.
    private static String keyPath(JsonPointer pointer) {
        var path = new StringBuilder();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            if (rest.mayMatchElement()) {
                path.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                String key = rest.getMatchingProperty();
                path.append(path.isEmpty() ? "" : ".").append(key.isEmpty() ? "\"\"" : key);
            }
        }
        return path.toString();
    }
}
