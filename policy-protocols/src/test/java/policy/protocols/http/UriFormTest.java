// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/hosts",
                "note:a",
                "postgres://db:5432/cards/schema?x=1#top",
                "https://example.com/",
                "https://example.com/a%20b/caf%C3%A9",
                "urn:isbn:0451450523",
                "ui://widget/a.b/..c",
            })
    void normal(String uri) {
        assertThat(UriForm.of(uri)).isEqualTo(new UriForm.Normal(uri));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "file:///a/../etc/passwd, the URI contains a dot segment",
        "file:///./etc, the URI contains a dot segment",
        "note:.., the URI contains a dot segment",
        "file:////etc/passwd, the URI contains an empty segment",
        "file:///a//b, the URI contains an empty segment",
        "file:///%65tc/passwd, the URI has another spelling",
        "file:///caf%c3%a9, the URI has another spelling",
        "file:///%2e%2e/etc, the URI contains an encoded dot",
        "file:///a%2fb, the URI contains an encoded slash",
        "file:///a\\b, the URI contains a backslash",
        "file:///a b, the URI contains a space",
        "file:///é, the URI contains a character that must be percent-encoded",
        "file:///a%, the URI contains an invalid percent encoding",
        "FILE:///etc, it is no absolute URI with its scheme in lower case",
        "/etc/passwd, it is no absolute URI with its scheme in lower case",
        "etc, it is no absolute URI with its scheme in lower case",
        "'', it is no absolute URI with its scheme in lower case",
        "https://Example.com/, the URI has its host in upper case",
    })
    void refused(String uri, String because) {
        assertThat(UriForm.of(uri)).isEqualTo(new UriForm.Refused(because));
    }

    @Property
    void nothingThrows(@ForAll String uri) {
        assertThat(UriForm.of(uri)).isNotNull();
        assertThat(UriForm.of("a:" + uri)).isNotNull();
    }
}
