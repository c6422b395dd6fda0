// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Percent encoding brought to its one form: unreserved characters decoded, all others encoded with
/// upper-case digits (RFC 3986, 6.2.2). The meaning of the text does not change.
sealed interface PercentForm {

    record Good(String text) implements PercentForm {}

    /// @param because what the text contains that it must not, in words
    record Bad(String because) implements PercentForm {}

    /// What a part of a request target may contain.
    enum Part {
        PATH {
            @Override
            boolean plain(char c) {
                return unreserved(c) || "/:@!$&'()*+,=".indexOf(c) >= 0;
            }

            @Override
            String trouble(int octet) {
                return switch (octet) {
                    case '.' -> "an encoded dot";
                    case '/' -> "an encoded slash";
                    case '\\' -> "an encoded backslash";
                    case ';' -> "an encoded semicolon";
                    default -> octet < 0x20 || octet == 0x7f ? "an encoded control character" : "";
                };
            }
        },
        /// What follows the scheme of an absolute URI.
        URI {
            @Override
            boolean plain(char c) {
                return c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
            }

            @Override
            String trouble(int octet) {
                return PATH.trouble(octet);
            }
        },
        QUERY {
            // Brackets, braces and the like are sent bare by many clients and mean one thing to all targets.
            @Override
            boolean plain(char c) {
                return c > 0x20 && c < 0x7f && c != '#';
            }

            @Override
            String trouble(int octet) {
                return "";
            }
        };

        /// Whether a character may stand unencoded.
        abstract boolean plain(char c);

        /// What is wrong with an encoded octet; empty if nothing is.
        abstract String trouble(int octet);
    }

    static PercentForm of(String raw, Part part) {
        if (allPlain(raw, part)) {
            return new Good(raw); // as nearly all are
        }
        var text = new StringBuilder(raw.length());
        var encoded = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = octet(raw, i + 1);
                if (octet < 0) {
                    return new Bad("an invalid percent encoding");
                }
                if (!part.trouble(octet).isEmpty()) {
                    return new Bad(part.trouble(octet));
                }
                append(text, octet);
                encoded.write(octet);
                i += 2;
            } else if (part.plain(c)) {
                text.append(c);
                encoded.write(c);
            } else {
                return new Bad(name(c));
            }
        }
        return BodyText.utf8(encoded.toByteArray()).isPresent()
                ? new Good(text.toString())
                : new Bad("a percent encoding that is not UTF-8");
    }

    private static boolean allPlain(String raw, Part part) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%' || !part.plain(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    /// The octet that two hexadecimal digits stand for, or -1.
    private static int octet(String raw, int start) {
        boolean digits = start + 2 <= raw.length()
                && HexFormat.isHexDigit(raw.charAt(start))
                && HexFormat.isHexDigit(raw.charAt(start + 1));
        return digits ? HexFormat.fromHexDigits(raw, start, start + 2) : -1;
    }

    private static void append(StringBuilder text, int octet) {
        if (octet < 0x80 && unreserved((char) octet)) {
            text.append((char) octet);
        } else {
            text.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
        }
    }

    private static String name(char c) {
        return switch (c) {
            case '\\' -> "a backslash";
            case ';' -> "a semicolon";
            case ' ' -> "a space";
            case '#' -> "a fragment";
            default -> c < 0x20 || c == 0x7f ? "a control character" : "a character that must be percent-encoded";
        };
    }
}
