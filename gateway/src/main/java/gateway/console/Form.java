// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The fields of a form that was sent. It is read here and not bound, since binding takes more than one way to say a
/// thing.
record Form(Map<String, String> fields) {

    private static final int FIELDS_MAX = 10;

    /// @param body `application/x-www-form-urlencoded`
    /// @return without fields, and so without a key, if it is no form or a field is there twice
    static Form read(byte[] body) {
        var fields = new HashMap<String, String>();
        String text = new String(body, StandardCharsets.UTF_8);
        String[] written = text.split("&", FIELDS_MAX + 1);
        for (String field : written) {
            int equals = field.indexOf('=');
            if (equals < 0
                    || fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1))) != null) {
                return new Form(Map.of());
            }
        }
        return new Form(written.length > FIELDS_MAX ? Map.of() : fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// Whether one of this session's own pages sent it.
    boolean isOf(Session session) {
        return Secrets.same(session.formKey(), field("key"));
    }
}
