// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import static policy.protocols.detect.Alphabet.ALNUM;
import static policy.protocols.detect.Alphabet.BASE64;
import static policy.protocols.detect.Alphabet.BASE64_URL;
import static policy.protocols.detect.Alphabet.UPPER;
import static policy.protocols.detect.Token.anyCase;
import static policy.protocols.detect.Token.exact;
import static policy.protocols.detect.Token.run;
import static policy.protocols.detect.Token.word;

import java.util.List;
import policy.runtime.request.Entity;

/// What can be detected, and the shapes by which it is recognised. Forms and lengths are those the
/// issuers publish; where an issuer names no greatest length, 255 is taken.
///
/// @param shapes earlier ones win where two match the same characters
record Catalog(Entity entity, List<Shape> shapes) {

    private static final int MANY = 255;
    private static final int MAX_JWT_HEADER = 2_048;
    private static final int MAX_JWT_PAYLOAD = 8_192;
    private static final int MAX_JWT_SIGNATURE = 2_048;

    Catalog {
        shapes = List.copyOf(shapes);
    }

    static final List<Catalog> ALL = List.of(
            of(
                    "anthropic_key",
                    "Key of the Anthropic API: `sk-ant-` and at least 20 characters.",
                    Token.of(word("sk-ant-"), run(BASE64_URL, 20, MANY))),
            of(
                    "aws_access_key",
                    "Id of an AWS access key: `AKIA` or `ASIA` and 16 capitals or digits, not within a longer word.",
                    exact(ALNUM, word("AKIA", "ASIA"), run(UPPER, 16, 16))),
            of(
                    "aws_secret_key",
                    "Secret of an AWS access key: 40 characters of base64 right after its name, such as"
                            + " `SecretAccessKey`.",
                    new Token(
                            Alphabet.NONE,
                            List.of(
                                    anyCase(
                                            "secret_access_key",
                                            "secretaccesskey",
                                            "secret access key",
                                            "secret-access-key"),
                                    run(new Alphabet(" \t\"'`\\:=>,"), 1, 8),
                                    run(BASE64, 40, 40)),
                            new Alphabet("A-Za-z0-9+/="),
                            2)),
            of(
                    "credit_card",
                    "Number of a payment card: length and start of a known brand, right Luhn sum; spaces and hyphens"
                            + " allowed.",
                    new Card()),
            of("email", "E-mail address with a domain of at least two labels.", new Email()),
            of(
                    "github_token",
                    "GitHub token: `ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_` and at least 36 characters, or"
                            + " `github_pat_`.",
                    Token.of(word("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), run(ALNUM, 36, MANY)),
                    Token.of(word("github_pat_"), run(new Alphabet("A-Za-z0-9_"), 22, MANY))),
            of(
                    "gitlab_token",
                    "GitLab access token: `glpat-` and at least 20 characters.",
                    Token.of(word("glpat-"), run(new Alphabet("A-Za-z0-9_.-"), 20, MANY))),
            of(
                    "google_api_key",
                    "Google API key: `AIza` and 35 characters, not within a longer word.",
                    exact(BASE64_URL, word("AIza"), run(BASE64_URL, 35, 35))),
            of(
                    "iban",
                    "International bank account number: length its country has, right check sum; spaces and hyphens"
                            + " allowed.",
                    new Iban()),
            of("ipv4", "IPv4 address in dotted decimal form.", new Ipv4()),
            of(
                    "jwt",
                    "JSON web token: two parts of base64url that begin as JSON objects do, and a signature, parted by"
                            + " dots.",
                    new Token(
                            BASE64_URL,
                            List.of(
                                    word("eyJ"),
                                    run(BASE64_URL, 8, MAX_JWT_HEADER),
                                    word(".eyJ"),
                                    run(BASE64_URL, 4, MAX_JWT_PAYLOAD),
                                    word("."),
                                    run(BASE64_URL, 0, MAX_JWT_SIGNATURE)),
                            Alphabet.NONE,
                            0)),
            of(
                    "npm_token",
                    "npm access token: `npm_` and 36 characters.",
                    Token.of(word("npm_"), run(ALNUM, 36, MANY))),
            of(
                    "openai_key",
                    "Key of the OpenAI API: `sk-proj-`, `sk-svcacct-`, `sk-admin-` or `sk-` and at least 32 letters or"
                            + " digits.",
                    Token.of(word("sk-proj-", "sk-svcacct-", "sk-admin-"), run(BASE64_URL, 20, MANY)),
                    Token.of(word("sk-"), run(ALNUM, 32, MANY))),
            of(
                    "private_key",
                    "Private key in PEM or OpenPGP armor, from its first line to its last, at most 16 384 characters.",
                    new PemBlock()),
            of(
                    "slack_token",
                    "Slack token (`xoxb-` and its kin, `xapp-`) or the path of a Slack webhook.",
                    Token.of(
                            word(
                                    "xoxa-", "xoxb-", "xoxc-", "xoxd-", "xoxe-", "xoxe.", "xoxp-", "xoxr-", "xoxs-",
                                    "xapp-"),
                            run(new Alphabet("A-Za-z0-9.%-"), 10, MANY)),
                    Token.of(word("hooks.slack.com/services/"), run(new Alphabet("A-Za-z0-9/"), 20, MANY))),
            of(
                    "stripe_key",
                    "Secret or restricted key of Stripe (`sk_live_`, `rk_test_` and their kin) or webhook secret"
                            + " (`whsec_`).",
                    Token.of(word("sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"), run(ALNUM, 16, MANY))),
            of(
                    "us_ssn",
                    "Social security number of the United States with its hyphens, `ddd-dd-dddd`.",
                    new SocialSecurityNumber()));

    private static Catalog of(String name, String doc, Shape... shapes) {
        return new Catalog(new Entity(name, doc), List.of(shapes));
    }
}
