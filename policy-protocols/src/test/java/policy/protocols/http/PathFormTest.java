// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathFormTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'', /",
        "/, /",
        "/users/7, /users/7",
        "/users/, /users/",
        "/%61dmin, /admin",
        "/a%2Db%7e, /a-b~",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%20b, /a%20b",
        "/50%25, /50%25",
        "/50%25x, /50%25x",
        "/a%3fb%23c, /a%3Fb%23c",
        "/v1/models/gpt-4o:latest, /v1/models/gpt-4o:latest",
        "/a.b/..c/d.../.e, /a.b/..c/d.../.e",
        "'/x=1,2/@(a)', '/x=1,2/@(a)'",
    })
    void normalises(String raw, String normal) {
        assertThat(PathForm.of(raw)).isEqualTo(new PathForm.Normal(normal));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/v1/../admin, a dot segment",
        "/.., a dot segment",
        "/a/./b, a dot segment",
        "/., a dot segment",
        "/%2e%2e/admin, an encoded dot",
        "/.%2E/admin, an encoded dot",
        "/file%2etxt, an encoded dot",
        "/a%2fb, an encoded slash",
        "/a%5Cb, an encoded backslash",
        "/a\\b, a backslash",
        "/a;v=1/b, a semicolon",
        "/a%3Bb, an encoded semicolon",
        "//admin, an empty segment",
        "/a//b, an empty segment",
        "/a//, an empty segment",
        "/a%00, an encoded control character",
        "/a%0d%0aX: y, an encoded control character",
        "/a%7f, an encoded control character",
        "/%252e, a percent encoding within a percent encoding",
        "/%25%32e, a percent encoding within a percent encoding",
        "/%25%32%65, a percent encoding within a percent encoding",
        "/a%, an invalid percent encoding",
        "/a%2, an invalid percent encoding",
        "/a%zz, an invalid percent encoding",
        "/a%+1, an invalid percent encoding",
        "/%u002e, an invalid percent encoding",
        "/%c0%ae, a percent encoding that is not UTF-8",
        "/%ff, a percent encoding that is not UTF-8",
        "/é, a character that must be percent-encoded",
        "/a b, a space",
        "/a#b, a fragment",
        "/a?b, a character that must be percent-encoded",
        "/a|b, a character that must be percent-encoded",
        "/\uFF0E\uFF0E/admin, a character that must be percent-encoded",
    })
    void refuses(String raw, String because) {
        assertThat(PathForm.of(raw)).isEqualTo(new PathForm.Refused("the path contains " + because));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "admin", "http://host/admin", "\u0000"})
    void refusesWhatIsNoPath(String raw) {
        assertThat(PathForm.of(raw)).isEqualTo(new PathForm.Refused("the path does not start with `/`"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_193, 1_000_000})
    void refusesWhatIsTooLong(int chars) {
        assertThat(PathForm.of("/" + "a".repeat(chars - 1)))
                .isEqualTo(new PathForm.Refused("the path is longer than 8192 characters"));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "/", ".", "%", "2", "5", "e", "E", "f", "%25", "%41", "%2", "é", "a", ";", "\\", "%c3%a9", "\0")
                .list()
                .ofMaxSize(12)
                .map(parts -> "/" + String.join("", parts));
    }

    /// Whatever decodes a normal path once more finds nothing that was not seen.
    @Property(tries = 3000)
    void aNormalPathIsItsOwnNormalForm(@ForAll("paths") String raw) {
        if (PathForm.of(raw) instanceof PathForm.Normal normal) {
            assertThat(PathForm.of(normal.path())).isEqualTo(normal);
            assertThat(normal.path()).startsWith("/").doesNotContain("//", "/../", ";", "\\");
        }
    }

    @Property
    void nothingThrows(@ForAll String raw) {
        assertThat(PathForm.of(raw)).isNotNull();
    }
}
