// SPDX-License-Identifier: Apache-2.0
package gateway.config;

/// A credential. It never shows in a log or a message: only [#value] tells it.
public record Secret(String value) {
    @Override
    public String toString() {
        return "[hidden]";
    }
}
