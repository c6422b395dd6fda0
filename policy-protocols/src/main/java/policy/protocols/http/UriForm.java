// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;

/// The one form of an absolute URI that is passed on as it stands: policy compares text, so a URI that has another
/// spelling (RFC 3986, 6.2.2) is refused rather than repaired. Pure; linear in the URI.
public sealed interface UriForm {

    /// Longer ones are refused.
    int MAX_CHARS = 8192;

    /// Scheme, authority, path, and the rest; RFC 3986, appendix B, with the scheme in lower case.
    Pattern PARTS = Pattern.compile("([a-z][a-z0-9+.-]*):(?://([^/?#]*))?([^?#]*)([?#].*)?");

    record Normal(String uri) implements UriForm {}

    /// @param because in words for the caller, such as `the URI contains a dot segment`
    record Refused(String because) implements UriForm {}

    static UriForm of(String uri) {
        if (uri.length() > MAX_CHARS) {
            return new Refused("the URI is longer than %d characters".formatted(MAX_CHARS));
        }
        return switch (PercentForm.of(uri, PercentForm.Part.URI)) {
            case PercentForm.Bad bad -> new Refused("the URI contains " + bad.because());
            case PercentForm.Good good when !good.text().equals(uri) -> new Refused("the URI has another spelling");
            case PercentForm.Good _ -> checked(uri);
        };
    }

    private static UriForm checked(String uri) {
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            return new Refused("it is no absolute URI with its scheme in lower case");
        }
        String authority = parts.group(2) == null ? "" : parts.group(2);
        if (!authority.equals(authority.toLowerCase(Locale.ROOT))) {
            return new Refused("the URI has its host in upper case");
        }
        String path = parts.group(3);
        String[] segments = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals(".") || segments[i].equals("..")) {
                return new Refused("the URI contains a dot segment");
            }
            if (segments[i].isEmpty() && i < segments.length - 1) {
                return new Refused("the URI contains an empty segment");
            }
        }
        return new Normal(uri);
    }
}
