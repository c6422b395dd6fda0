// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import com.google.re2j.Pattern;

/// The one form of a request path: what policy decides on is, character by character, what the target is
/// sent.
///
/// Percent-encoded unreserved characters are decoded and the other encodings get upper-case digits (RFC
/// 3986, 6.2.2), so `/%61dmin` is `/admin`. What targets are known to read in different ways is refused,
/// not repaired: dot segments, empty segments, `;`, `\`, and encoded dots, slashes, control characters
/// and percent signs that hide another encoding. Normalising a normal path changes nothing. Pure; linear
/// in the path.
public sealed interface PathForm {

    /// Longer paths are refused.
    int MAX_CHARS = 8192;

    /// Looked for after the first decoding, which may itself have put the digits there.
    Pattern ENCODED_TWICE = Pattern.compile("%25[0-9A-Fa-f]{2}");

    record Normal(String path) implements PathForm {}

    /// @param because in words for the caller, such as `the path contains a dot segment`
    record Refused(String because) implements PathForm {}

    /// @param raw the path of the request target, without query, as it stands on the wire; empty means `/`
    static PathForm of(String raw) {
        if (raw.isEmpty()) {
            return new Normal("/");
        }
        if (raw.charAt(0) != '/') {
            return new Refused("the path does not start with `/`");
        }
        if (raw.length() > MAX_CHARS) {
            return new Refused("the path is longer than %d characters".formatted(MAX_CHARS));
        }
        return switch (PercentForm.of(raw, PercentForm.Part.PATH)) {
            case PercentForm.Bad bad -> new Refused("the path contains " + bad.because());
            case PercentForm.Good good -> checked(good.text());
        };
    }

    private static PathForm checked(String path) {
        if (path.indexOf('%') >= 0 && ENCODED_TWICE.matcher(path).find()) {
            return new Refused("the path contains a percent encoding within a percent encoding");
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals(".") || segments[i].equals("..")) {
                return new Refused("the path contains a dot segment");
            }
            if (segments[i].isEmpty() && i < segments.length - 1) {
                return new Refused("the path contains an empty segment");
            }
        }
        return new Normal(path);
    }
}
