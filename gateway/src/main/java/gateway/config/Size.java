// SPDX-License-Identifier: Apache-2.0
package gateway.config;

/// How much, in bytes; written `512B`, `64KiB`, `4MiB` or `1GiB`.
public record Size(long bytes) {

    public static Size ofMebibytes(long count) {
        return new Size(count << 20);
    }

    static Size of(String text) {
        return new Size(Quantities.bytes(text));
    }
}
