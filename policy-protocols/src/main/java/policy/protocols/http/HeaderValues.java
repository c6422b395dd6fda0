// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// The header fields of a message by lower-case name. Several of one name are one text, joined as RFC 9110, 5.3 has
/// it.
///
/// Not to be read are credentials, since what a decision read is recorded, and what concerns one connection only,
/// since the target is never sent it. They are undetermined whether or not they are there.
final class HeaderValues {

    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "cookie2",
            "set-cookie",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "x-auth-token",
            "x-access-token",
            "x-amz-security-token");

    /// RFC 9110, 7.6.1.
    private static final Set<String> ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /// Fields that are no lists: of several, some targets take the first and some the last.
    private static final Set<String> SINGLE = Set.of(
            "host",
            "content-type",
            "content-length",
            "content-location",
            "user-agent",
            "referer",
            "origin",
            "from",
            "date",
            "max-forwards",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "range");

    private HeaderValues() {}

    static Value of(HttpMessage message) {
        var sent = new TreeMap<String, List<String>>();
        message.headers()
                .forEach(header -> sent.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(header.value()));
        Set<String> alike = alike(sent.keySet());
        var fields = new HashMap<String, Value>();
        sent.forEach((name, values) -> fields.put(name, value(name, values, alike)));
        hide(fields, CREDENTIALS, "credentials are not shown to policies");
        hide(fields, ONE_CONNECTION, "the field is about one connection only");
        return new Value.Fields(fields);
    }

    private static void hide(Map<String, Value> fields, Set<String> names, String because) {
        names.forEach(name -> fields.put(name, new Undetermined(because)));
        fields.replaceAll((name, value) -> names.contains(dashed(name)) ? new Undetermined(because) : value);
    }

    private static Value value(String name, List<String> values, Set<String> alike) {
        if (alike.contains(dashed(name))) {
            return new Undetermined("names of headers differ in `-` and `_` only, which targets read differently");
        }
        return values.size() > 1 && SINGLE.contains(name)
                ? new Undetermined("there is more than one header `%s`".formatted(name))
                : Value.of(String.join(", ", values));
    }

    /// Names that are sent both with `-` and with `_`; to many targets they are one.
    private static Set<String> alike(Set<String> names) {
        var seen = new HashSet<String>();
        var alike = new HashSet<String>();
        names.stream().map(HeaderValues::dashed).filter(name -> !seen.add(name)).forEach(alike::add);
        return alike;
    }

    private static String dashed(String name) {
        return name.replace('_', '-');
    }
}
