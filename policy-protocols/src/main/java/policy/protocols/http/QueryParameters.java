// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The parameters of a query, decoded as the form encoding has it (WHATWG URL, 5.1): `&` between them, `=` after the
/// name, `+` for a space, percent encodings in UTF-8.
///
/// Not read at all is what targets are known to read in different ways: a bare `;`, which some take for `&`; an
/// encoding that is invalid or not UTF-8, which some leave as it is; a NUL, where some end the text.
public sealed interface QueryParameters {

    /// More are not read.
    int MAX = 1000;

    /// In the order they were sent.
    record Read(List<Parameter> parameters) implements QueryParameters {
        public Read {
            parameters = List.copyOf(parameters);
        }

        /// The values of all parameters of this name, in the order they were sent.
        public List<String> values(String name) {
            return parameters.stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .map(Parameter::value)
                    .toList();
        }
    }

    /// @param value empty for a name without `=`
    record Parameter(String name, String value) {}

    /// @param because in words for the blocked person
    record Unreadable(String because) implements QueryParameters {}

    /// @param query what follows `?`, as it stands on the wire
    static QueryParameters of(String query) {
        if (query.indexOf(';') >= 0) {
            return new Unreadable("the query contains a semicolon, which targets read in different ways");
        }
        return switch (PercentForm.of(query, PercentForm.Part.QUERY)) {
            case PercentForm.Bad bad -> new Unreadable("the query contains " + bad.because());
            case PercentForm.Good good -> split(good.text());
        };
    }

    private static QueryParameters split(String query) {
        var parameters = new ArrayList<Parameter>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (parameters.size() == MAX) {
                return new Unreadable("the query has more than %d parameters".formatted(MAX));
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                return new Unreadable("the query contains an encoded NUL");
            }
            parameters.add(new Parameter(name, value));
        }
        return new Read(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
