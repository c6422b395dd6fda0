// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `hpol docs`, over a small repository, a hostile one, and all packs.
final class DocsCommandTest {

    private static final String PEOPLE = """
        policy shop.people

        /// Whose word counts.
        let leads = ["ana", "bo"]

        let of_team(team) = subject in team and subject.kind == person
        """;

    private static final String SHOP = """
        policy shop

        import shop.people

        /// Hosts that nobody calls.
        list blocked from "blocked.csv" column "host"

        let writing = http.method in [
            POST,
            PUT,
        ]

        /// What readers may do: `GET`.
        ///
        /// Also at night.
        allow look on http {
            when http.method == GET and people.of_team(group("engineering"))
        }

        deny blocked_hosts on http {
            when    http.host in blocked
            unless  subject.id in people.leads or resource.env == dev
            because "{http.host} is blocked."
            help    "https://wiki.example.com/blocked_hosts?a=1&b=2"
        }

        approve change on http {
            when    writing
            ask     1 of group("leads") then 2 of group("sre")
            reason  required
            within  15m
            escalate after 5m to group("managers")
            grant   for 30m of same_shape
            because "A change."
            help    "ask Ana"
        }

        mask secrets on llm {
            find  email, iban as partial(last: 4)
            field "customer.ssn" as redact
        }

        limit much on llm {
            when    subject.kind == agent
            at most 200_000 tokens per 1h by subject.id
        }

        observe record everything on any {
            unless resource.env == dev
            keep   full for 3y
        }

        invariant contractors_never_write on http {
            subject in group("contractors") and writing implies deny or approve
        }

        test "engineers look" for path in ["/", "/orders"] {
            subject  { id: "cy", groups: ["engineering"] }
            resource { name: "shop", env: prod }
            http     { method: GET, path: path }
            expect   allow by look
        }
        """;

    @TempDir
    private Path folder;

    private Path repository() throws IOException {
        Path policies =
                Files.createDirectories(folder.resolve("policies/lists")).getParent();
        Files.writeString(policies.resolve("people.hpol"), PEOPLE);
        Files.writeString(policies.resolve("shop.hpol"), SHOP);
        Files.writeString(policies.resolve("blocked.csv"), "host,why\na.example,x\nb.example,y\n");
        return policies;
    }

    private String written(Path policies, String format) throws IOException {
        Path out = folder.resolve("out/" + format);
        Said said = hpol("docs", policies.toString(), "--out", out.toString(), "--format", format);
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        return Files.readString(out.resolve(format.equals("html") ? "index.html" : "index.md"));
    }

    /// Without style and script.
    private static String body(String page) {
        return page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
    }

    @Test
    void a_small_repository_becomes_a_page() throws IOException {
        Path policies = repository();
        Golden.assertSame("docs/shop.html", body(written(policies, "html")));
        Golden.assertSame("docs/shop.md", written(policies, "markdown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "markdown"})
    void the_same_policies_give_the_same_page(String format) throws IOException {
        Path policies = repository();
        String page = written(policies, format);
        // Written the other way round, so that a directory lists them in another order.
        Path again = Files.createDirectories(folder.resolve("again"));
        for (String file : List.of("shop.hpol", "blocked.csv", "people.hpol")) {
            Files.copy(policies.resolve(file), again.resolve(file));
        }
        assertThat(written(again, format)).isEqualTo(page);
    }

    @Test
    void it_says_what_it_wrote() throws IOException {
        Path out = folder.resolve("a/b");
        Said said = hpol("docs", repository().toString(), "--out", out.toString(), "--title", "Rules of <ACME>");
        assertThat(said.out()).endsWith("index.html: 6 rules in 2 policies\n");
        assertThat(out.resolve("index.html"))
                .content()
                .contains("<title>Rules of &lt;ACME&gt;</title>", "<h1>Rules of &lt;ACME&gt;</h1>");
    }

    @Test
    void a_page_needs_nothing_but_itself() throws Exception {
        String page = written(repository(), "html");
        assertThat(page).contains("default-src 'none'", hash(page, "style"), hash(page, "script"));
        assertThat(page).doesNotContain("unsafe-inline", " style=", " src=", "<link", "@import", "url(", " onclick");
        assertThat(targets(page))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target).matches("#.+|https://wiki\\.example\\.com/.*"));
        assertThat(targets(page).stream()
                        .filter(target -> target.startsWith("#"))
                        .map(target -> target.substring(1)))
                .allSatisfy(id -> assertThat(page).containsOnlyOnce(" id=\"" + id + "\""));
    }

    private static List<String> targets(String page) {
        return Pattern.compile("href=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// What a browser compares the content of an element with.
    private static String hash(String page, String element) throws Exception {
        Matcher content =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(page);
        assertThat(content.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        return element + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void text_of_policies_stays_text() throws IOException {
        String evil = "</code></details><script>alert(1)</script>'&| ![x](y) **b** `c";
        Path policies = Files.createDirectories(folder.resolve("evil"));
        Files.writeString(policies.resolve("a.hpol"), """
            policy a

            /// EVIL
            /// `EVIL`
            let bad = ["EVIL"]

            list worse from "worse.txt"

            /// # EVIL
            deny d on http {
                when    http.path in bad or http.path == "EVIL" or http.path in worse
                because "EVIL"
                help    "https://x.example/EVIL"
            }

            test "EVIL" {
                subject { id: "EVIL" }
                http    { method: GET, path: "/" }
                expect  deny by d
            }
            """.replace("EVIL", evil));
        Files.writeString(policies.resolve("worse.txt"), evil + "\n");
        String page = body(written(policies, "html"));
        assertThat(page).doesNotContain("<script", "</code></details><", "&lt;script&gt;alert(1)\"");
        assertThat(page).contains("&lt;/code&gt;&lt;/details&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;|");
        assertThat(targets(page)).allSatisfy(target -> assertThat(target).startsWith("#"));
        String markdown = written(policies, "markdown");
        assertThat(withoutCode(markdown))
                .doesNotContainPattern("(?<!\\\\)[<&*]")
                .doesNotContainPattern("(?<!\\\\)!?\\[");
        Golden.assertSame("docs/evil.md", markdown);
    }

    /// Without spans between backticks and what the page itself sets in strong.
    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?<![`\\\\])(`+)(?!`).*?(?<!`)\\1(?!`)", "")
                .replaceAll("(?m)^- \\*\\*[\\w ]+:\\*\\*", "");
    }

    @Test
    void long_lists_are_cut() throws IOException {
        Path policies = Files.createDirectories(folder.resolve("long"));
        Files.writeString(policies.resolve("a.hpol"), """
            policy a

            list many from "many.txt"

            deny d on http {
                when http.host in many
            }
            """);
        Files.writeString(
                policies.resolve("many.txt"),
                IntStream.range(0, 70).mapToObj(i -> "host" + i).collect(Collectors.joining("\n")));
        assertThat(written(policies, "html"))
                .contains(", host49 and 20 more</p>", "No test shows this rule.")
                .doesNotContain("host50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agent-tools",
                "break-glass",
                "http-guard",
                "kubernetes",
                "llm-guard",
                "production-db",
                "soc2-iso27001",
                "ssh",
                "starter",
                "working-hours"
            })
    void every_pack_is_told_whole(String pack) throws IOException {
        Path policies = Path.of("../policy-examples").resolve(pack);
        String page = written(policies, "html");
        String markdown = written(policies, "markdown");
        List<String> rules = rules(policies);
        assertThat(rules).isNotEmpty();
        assertThat(page.split("<article ", -1)).hasSize(rules.size() + 1);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(page).contains("\">" + rule + "</a> <small>");
            assertThat(markdown).containsPattern("(?m)^#### .*\\Q" + rule.replace("_", "\\_") + "\\E$");
        });
        assertThat(targets(page).stream().filter(target -> target.startsWith("#")))
                .allSatisfy(target -> assertThat(page).contains(" id=\"" + target.substring(1) + "\""));
        // The build holds each pack to a test for each rule; the catalogue finds them, too.
        assertThat(page).doesNotContain("No test shows this rule.");
    }

    private static List<String> rules(Path policies) throws IOException {
        var rules = new ArrayList<String>();
        try (var files = Files.walk(policies)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".hpol")).toList()) {
                Pattern.compile("(?m)^(?:observe )?(?:allow|deny|approve|mask|limit|record) +(\\w+) +on ")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(rule -> rules.add(rule.group(1)));
            }
        }
        return rules;
    }

    @Test
    void what_does_not_compile_has_no_catalogue() throws IOException {
        Path file = Files.writeString(folder.resolve("a.hpol"), "policy a\n\nallow x on htp {\n}\n");
        Path out = folder.resolve("out");
        Said said = hpol("docs", file.toString(), "--out", out.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("error[P202]");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs ../policy-examples/starter               | missing required option: `--out=DIR`",
                "docs --out x                                  | missing required parameter: `POLICIES`",
                "docs nowhere --out x                          | `nowhere` does not exist",
                "docs a --out x --format pdf                   | expected one of [html, markdown]",
            })
    void wrong_usage_is_told(String call, String says) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }
}
