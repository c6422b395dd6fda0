// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.request.Entity;

/// Each line is an entity, a text, and in `[]` what of the text is it. No token here was ever valid;
/// those that a scanner of repositories would take for real are written with a gap that the test closes.
class DetectorsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        anthropic_key  | key=[sk-a~nt-api03-Zm9vYmFyYmF6cXV4cXV1eA]
        aws_access_key | [AKIAIOSFODNN7EXAMPLE]
        aws_access_key | id: "[ASIAIOSFODNN7EXAMPLE]",
        aws_access_key | key_[AKIAIOSFODNN7EXAMPLE]_x
        aws_secret_key | aws_secret_access_key = [wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY]
        aws_secret_key | {"SecretAccessKey": "[wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY]"}
        aws_secret_key | AWS_SECRET_ACCESS_KEY=[wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY] done
        credit_card    | pay with [4111111111111111] now
        credit_card    | [4111 1111 1111 1111] 123
        credit_card    | [5500-0000-0000-0004]
        credit_card    | on 2024-01-01 [378282246310005].
        credit_card    | [6011111111111117]
        credit_card    | [3530111333300000]
        credit_card    | [30569309025904]
        credit_card    | [2223003122003222]
        credit_card    | [4222222222222]
        email          | write to [ana.b+c@mail.example.com].
        email          | <[a@b.co]>
        email          | [jürgen@bücher.example]
        email          | [x@example.xn--p1ai]
        email          | [_a@b-c.de], then
        github_token   | [gh~p_abcdefghijklmnopqrstuvwxyz0123456789]
        github_token   | token=[github~_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz]
        gitlab_token   | [glp~at-abcdefghij0123456789]
        google_api_key | ?key=[AIz~aSyA1234567890abcdefghijklmnopqrstuv]&
        iban           | [DE89370400440532013000]
        iban           | [GB82 WEST 1234 5698 7654 32], please
        iban           | [gb82west12345698765432]
        iban           | [NO9386011117947]
        ipv4           | from [10.0.0.1] to
        ipv4           | [255.255.255.255].
        ipv4           | [192.168.1.20]:8080
        jwt            | Bearer [eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl]
        jwt            | [eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.]
        npm_token      | [np~m_abcdefghijklmnopqrstuvwxyz0123456789]
        openai_key     | [sk-pro~j-abcdefghij_0123456789-XYZ]
        openai_key     | [sk-ab~cdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL]
        private_key    | [-----BEGIN RSA PRIVATE KEY----- MIIabc -----END RSA PRIVATE KEY-----] x
        private_key    | [-----BEGIN PRIVATE KEY-----\\nMIIabc\\n]
        private_key    | [-----BEGIN PGP PRIVATE KEY BLOCK----- x -----END PGP PRIVATE KEY BLOCK-----]
        slack_token    | [xox~b-123456789012-abcdefABCDEF]
        slack_token    | https://[hooks.slack.com/services/T0~0000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX]
        stripe_key     | [sk_li~ve_abcdefghijklmnop]
        us_ssn         | ssn: [123-45-6789].
        """)
    void finds(String entity, String marked) {
        String text = marked.replace("~", "").replace("[", "").replace("]", "");
        int start = marked.replace("~", "").indexOf('[');
        int end = marked.replace("~", "").indexOf(']') - 1;

        assertThat(Detectors.of(Set.of(entity)).find(text)).containsExactly(new Finding(entity, start, end));
        assertThat(Detectors.ALL.names(text)).contains(entity);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        anthropic_key  | sk-ant-short
        aws_access_key | xAKIAIOSFODNN7EXAMPLE
        aws_access_key | AKIAIOSFODNN7EXAMPLEx
        aws_access_key | AKIAIOSFODNN7EXAMPL
        aws_access_key | AKIAiosfodnn7example
        aws_secret_key | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        aws_secret_key | secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEYlonger
        credit_card    | 4111111111111112
        credit_card    | 9411111111111111111
        credit_card    | x4111111111111111
        credit_card    | 0.4111111111111111
        credit_card    | 41111111111111110
        credit_card    | 4111  1111  1111  1111
        credit_card    | 1234567812345670
        email          | ana@localhost
        email          | @example.com
        email          | ana@example.c
        email          | ana@1.2.3.4
        github_token   | ghp_short
        github_token   | xghp_abcdefghijklmnopqrstuvwxyz0123456789
        gitlab_token   | glpat-short
        google_api_key | AIzaSyA1234567890abcdefghijklmnopqrstuvwx
        iban           | DE88370400440532013000
        iban           | DE8937040044053201300
        iban           | DE893704004405320130001
        iban           | QQ89370400440532013000
        ipv4           | 1.2.3
        ipv4           | 256.1.1.1
        ipv4           | 1.2.3.4.5
        ipv4           | 01.2.3.4
        jwt            | eyJhbGciOiJIUzI1NiJ9.abc.def
        jwt            | eyJhbGciOiJIUzI1NiJ9
        npm_token      | npm_install_something
        openai_key     | sk-learn-is-a-library-for-python-and-more
        private_key    | -----BEGIN PUBLIC KEY----- MIIabc -----END PUBLIC KEY-----
        private_key    | ----BEGIN PRIVATE KEY----
        slack_token    | xoxb-short
        stripe_key     | pk_live_abcdefghijklmnop
        us_ssn         | 000-45-6789
        us_ssn         | 666-45-6789
        us_ssn         | 900-45-6789
        us_ssn         | 123-00-6789
        us_ssn         | 123-45-0000
        us_ssn         | 123-45-67890
        us_ssn         | 1123-45-6789
        """)
    void doesNotFind(String entity, String text) {
        assertThat(Detectors.of(Set.of(entity)).find(text)).isEmpty();
    }

    /// Zero-width space, soft hyphen, tag characters, full-width and Arabic digits, no-break space, en
    /// dash.
    @ParameterizedTest
    @CsvSource({
        "aws_access_key, AKIA\u200bIOSFODNN7\u00adEXAMPLE",
        "aws_access_key, AKIA\u034fIOSFODNN7\u3164EXAMPLE",
        "aws_access_key, AKIA\u1160IOSFODNN7\udb40\udd00EXAMPLE",
        "aws_access_key, \uFF21\uFF2B\uFF29\uFF21IOSFODNN7EXAMPLE",
        "aws_access_key, \uDB40\uDC41KIAIOSFODNN7EXAMPLE",
        "credit_card, \uFF14\uFF11\uFF11\uFF11111111111111",
        "credit_card, \u0664111\u00a01111\u00a01111\u00a01111",
        "us_ssn, 123\u201345\u20136789",
    })
    void looksThroughWhatOnlyLooksDifferent(String entity, String text) {
        assertThat(Detectors.ALL.find("a " + text + "\u200b b"))
                .containsExactly(new Finding(entity, 2, 2 + text.length()));
    }

    @Test
    void manyHiddenCharactersAreABreak() {
        assertThat(Detectors.ALL.find("AKIA\u200b\u200b\u200bIOSFODNN7EXAMPLE")).isEmpty();
    }

    /// In a whole text nothing need be held back, so any number of them is seen through.
    @ParameterizedTest
    @CsvSource({
        "aws_access_key, AKIA\u200b\u200b\u200bIOSFODNN7EXAMPLE",
        "aws_access_key, A\u200d\u200d\u200d\u200dKIAIOSFODNN7EXAMPLE",
        "aws_access_key, AKIA\\0IOSFODNN7EXAMPLE",
        "aws_access_key, AKIAIOSF\\7\\bODNN7\u009fEXAMPLE",
        "aws_access_key, AKIAIOSF\\nODNN7EXAMPLE",
        "aws_access_key, AKIAIOSF\\r\\n\\tODNN7EXAMPLE",
        "aws_access_key, AKIAIOSF\u2028ODNN7\u0085EXAMPLE",
        "aws_access_key, AKIAIOSF\\n\u200b\u200b\u200b\\n\\0ODNN7EXAMPLE",
        "aws_access_key, so\\nAKIAIOSF\\nODNN7EXAMPLE\\nit is",
        "aws_access_key, so\\0AKIAIOSFODNN7EXAMPLE\\0it is",
        "aws_access_key, so\u200bAKIAIOSFODNN7EXAMPLE\u200bit is",
        "github_token, ghp_0123456789abcdef01\\n23456789abcdef01234567",
        "anthropic_key, sk-\\nant-\\n0123456789\\nabcdefghij",
        "private_key, -----BEGIN PRI\\nVATE KEY-----",
        "credit_card, 4111\u200b\u200b\u200b\u200b111111111111",
        "credit_card, 4111\\b111111111111",
    })
    void namesSeeThroughWhatBreaksAText(String entity, String text) {
        assertThat(Detectors.ALL.names(text.translateEscapes())).containsExactly(entity);
    }

    /// What is not unlike other text is not looked for across lines.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111\n1111\n1111\n1111",
                "10.\n0.0.1",
                "ana@\nexample.com",
                "task\n-0123456789abcdef0123456789abcdef",
                "AKIA\nIOSFODNN7EXAMPLES",
                "AKIA IOSFODNN7EXAMPLE",
            })
    void namesKeepOutOfLists(String text) {
        assertThat(Detectors.ALL.names(text)).isEmpty();
    }

    @Test
    void theEarliestWinsThenTheLongest() {
        String text = "4111111111111111@example.com 4111111111111111";

        assertThat(Detectors.ALL.find(text))
                .containsExactly(new Finding("email", 0, 28), new Finding("credit_card", 29, 45));
    }

    @Test
    void namesTellEntitiesThatHideInOthers() {
        assertThat(Detectors.ALL.names("a@AKIAIOSFODNN7EXAMPLE.com")).containsExactly("aws_access_key", "email");
    }

    @Test
    void anUnknownEntityIsRefused() {
        assertThatThrownBy(() -> Detectors.of(Set.of("emial")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no entity `emial`");
    }

    @Test
    void entitiesAreSortedAndDocumented() {
        List<String> names = Detectors.entities().stream().map(Entity::name).toList();

        assertThat(names).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(15);
        assertThat(Detectors.entities()).allSatisfy(e -> assertThat(e.doc()).endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "credit_card", "private_key", "jwt"})
    void reachIsThatOfTheEntitiesAskedFor(String entity) {
        assertThat(Detectors.of(Set.of(entity)).reach())
                .isPositive()
                .isLessThanOrEqualTo(Detectors.of(
                                Detectors.entities().stream().map(Entity::name).collect(Collectors.toSet()))
                        .reach());
    }
}
