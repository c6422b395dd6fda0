// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/// What `Content-Type` says (RFC 9110, 8.3).
sealed interface MediaType {

    Pattern WHOLE = Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(?:;(.*))?");
    Pattern CHARSET = Pattern.compile("(?i)(?:^|;)\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?");

    /// There is no such header.
    enum None implements MediaType {
        NONE
    }

    /// @param name lower case, without parameters, such as `application/json`
    /// @param charset as sent; empty if none is named
    record Named(String name, String charset) implements MediaType {

        boolean json() {
            return name.equals("application/json") || name.endsWith("+json");
        }

        boolean form() {
            return name.equals("application/x-www-form-urlencoded");
        }
    }

    /// @param because in words for the blocked person
    record Unclear(String because) implements MediaType {}

    static MediaType of(HttpMessage message) {
        List<String> values = message.headers("content-type");
        if (values.isEmpty()) {
            return None.NONE;
        }
        if (values.size() > 1) {
            return new Unclear("there is more than one Content-Type");
        }
        Matcher whole = WHOLE.matcher(values.getFirst());
        if (!whole.matches()) {
            return new Unclear("the Content-Type is not valid");
        }
        String parameters = whole.group(2) == null ? "" : whole.group(2);
        Matcher charset = CHARSET.matcher(parameters);
        String first = charset.find() ? charset.group(1) : "";
        return charset.find()
                ? new Unclear("the Content-Type names more than one character set")
                : new Named(whole.group(1).toLowerCase(Locale.ROOT), first);
    }
}
