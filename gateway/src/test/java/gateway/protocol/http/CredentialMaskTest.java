// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.http.HttpMessage.Header;

class CredentialMaskTest {

    private static final String SECRET = "sk-A/b+c=\"d&e%25";

    private static TargetCredentials credentials(String value) {
        return new TargetCredentials(List.of(new Header("Authorization", value)));
    }

    private static String whole(String credential, String text) {
        return credentials(credential).mask().orElseThrow().hide(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        the-key-of-crm      | x the-key-of-crm y         | x ************** y
        Bearer target-secret| Bearer target-secret       | Bearer *************
        bearer  target-secret| target-secret             | *************
        Token target-secret other-secret | other-secret, target-secret | ************, *************
        Bearer target-secret| a target-secre t           | a target-secre t
        Bearer target-secret| ttarget-secrett            | t*************t
        Bearer aaaaaaaab    | aaaaaaaaab                 | a*********
        Bearer aaaaaaaa     | aaaaaaaaaaaaaaaaaa         | ****************aa
        """)
    void isHiddenInTexts(String credential, String text, String shown) {
        assertThat(whole(credential, text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "sk-A\\/b+c=\\\"d&e%25",
                "sk-A/b\\u002bc\\u003d\\u0022d\\u0026e%25",
                "sk-A/b\\u002Bc=\\\"d\\u0026e%25",
                "\\u0073\\u006B-A/b+c=\\\"d&e%25",
                "sk-A%2Fb%2Bc%3D%22d%26e%2525",
                "sk-A%2fb%2bc%3d%22d%26e%2525",
                "sk-A/b+c=&#34;d&amp;e%25",
                "sk-A&#x2F;b+c&#x3d;&#34;d&#38;e%25",
            })
    void isHiddenHoweverItIsSpelt(String spelling) {
        assertThat(whole("Bearer " + SECRET, "<" + spelling + ">"))
                .isEqualTo("<" + "*".repeat(spelling.length()) + ">");
    }

    @Test
    void aPasswordIsHiddenWithoutItsUserToo() {
        String pair = Base64.getEncoder().encodeToString("gateway:correct horse".getBytes(UTF_8));
        assertThat(whole("Basic " + pair, pair + " gateway:correct horse gateway"))
                .isEqualTo("*".repeat(pair.length()) + " gateway:************* gateway");
        assertThat(whole("Basic not-base-64!", "not-base-64!")).isEqualTo("************");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "Bearer seven77", "Bearer "})
    void whatIsTooShortIsLeftAlone(String value) {
        assertThat(credentials(value).mask()).isEmpty();
    }

    @Test
    void nothingButItsBeginningIsHeldBack() {
        var mask = credentials("Bearer target-secret").mask().orElseThrow();
        assertThat(new String(mask.push("data: x\n\n".getBytes(UTF_8)), UTF_8)).isEqualTo("data: x\n\n");
        assertThat(new String(mask.push("data: targ".getBytes(UTF_8)), UTF_8)).isEqualTo("data: ");
        assertThat(new String(mask.push("et\n".getBytes(UTF_8)), UTF_8)).isEqualTo("target\n");
        assertThat(new String(mask.push("target-secre".getBytes(UTF_8)), UTF_8)).isEmpty();
        assertThat(new String(mask.finish(), UTF_8)).isEqualTo("target-secre");
        assertThat(mask.times()).isZero();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "target-secret",
                        "target-",
                        "secret",
                        "t",
                        "\\u0074",
                        "%74",
                        "arget-secret",
                        "\\",
                        "%",
                        "&",
                        "&#116;",
                        "tt",
                        "\u00e4",
                        "*",
                        " ",
                        "bbbbbbbb",
                        "bbbbb",
                        "b")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void howItIsCutDoesNotMatter(@ForAll("texts") String text, @ForAll long seed) {
        var two = new TargetCredentials(List.of(new Header("A", "Bearer target-secret"), new Header("B", "bbbbbbbb")));
        var mask = two.mask().orElseThrow();
        byte[] bytes = text.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        var random = new Random(seed);
        for (int at = 0; at < bytes.length; ) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(5));
            out.writeBytes(mask.push(java.util.Arrays.copyOfRange(bytes, at, next)));
            at = next;
        }
        out.writeBytes(mask.finish());
        assertThat(out.toString(UTF_8))
                .isEqualTo(two.mask().orElseThrow().hide(text))
                .doesNotContain("target-secret");
        assertThat(out.size()).isEqualTo(bytes.length);
    }
}
