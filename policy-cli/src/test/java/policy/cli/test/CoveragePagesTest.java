// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoveragePagesTest {

    private static final String POLICY = """
        policy shop
        let reading = http.method in [
            GET,
        \tHEAD]
        allow read on http { when reading unless http.path == "</code><script>&'\\"" }
        deny  admin on http { when http.path == "/admin" and subject.id != "x" }
        test "t" { http { method: GET, path: "/" } expect allow }
        """;

    @TempDir
    private Path folder;

    private String page(String policy) throws Exception {
        TestRun run = Runs.of(Files.createDirectories(folder.resolve("in")), policy);
        CoveragePages.write(folder.resolve("out"), List.of(run));
        return Files.readString(folder.resolve("out/1-1-a.hpol.html"));
    }

    private static String line(String page, int number) {
        return page.lines()
                .filter(line -> line.contains("id=\"L" + number + "\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lines_are_coloured_by_what_tests_show() throws Exception {
        String page = page(POLICY);
        assertThat(line(page, 1)).contains("<div class=\"row\" id=\"L1\">", "<code>policy shop</code>");
        assertThat(line(page, 2)).contains("class=\"row some\"", "<mark class=\"some\"", ">http.method in [</mark>");
        assertThat(line(page, 3)).contains("<code>    <mark class=\"some\"", ">GET,</mark>");
        assertThat(line(page, 5))
                .contains(
                        "class=\"row some\"", "<mark class=\"good\" title=\"decides 1×, applies 1× of 1\">read</mark>");
        assertThat(line(page, 6))
                .contains(
                        "<mark class=\"bad\" title=\"never applies; decides 0×, applies 0× of 1\">admin</mark>",
                        "title=\"in admin: never true; true 0×, false 1×\"",
                        "<mark class=\"bad\" title=\"in admin: never reached; true 0×, false 0×\">"
                                + "subject.id != &quot;x&quot;</mark>");
        assertThat(line(page, 7)).contains("<div class=\"row\" id=\"L7\">");
    }

    @Test
    void text_of_policies_stays_text() throws Exception {
        String page = page(POLICY);
        assertThat(page).doesNotContain("<script").contains("&lt;/code&gt;&lt;script&gt;&amp;&#39;\\&quot;");
        assertThat(page).contains("default-src 'none'");
        assertThat(Html.text("\u202e\u0007\t<")).isEqualTo("\\u{202E}\\u{7}    &lt;");
    }

    @Test
    void what_no_test_shows_is_listed_with_links() throws Exception {
        assertThat(page(POLICY))
                .contains(
                        "<li><a href=\"#L6\">6</a>deny admin: never applies</li>",
                        "<li><a href=\"#L2\">2</a>allow read: `http.method in [ GET, HEAD]` never false</li>");
        assertThat(page("policy shop\n")).doesNotContain("What no test shows");
    }

    @Test
    void the_index_leads_to_every_file() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in/sub dir"));
        Files.writeString(in.resolve("b#1.hpol"), "policy other\n");
        page(POLICY);
        String index = Files.readString(folder.resolve("out/index.html"));
        assertThat(index)
                .contains(
                        "<a href=\"1-1-a.hpol.html\">" + folder.resolve("in/a.hpol") + "</a>",
                        "<a href=\"1-2-sub_dir_b_1.hpol.html\">" + in.resolve("b#1.hpol") + "</a>",
                        "1 of 2, 50 %",
                        "0 of 4, 0 %",
                        "<tr><td>all</td>");
        assertThat(folder.resolve("out/1-2-sub_dir_b_1.hpol.html")).isRegularFile();
    }

    @Test
    void what_does_not_compile_has_no_pages() throws Exception {
        TestRun run = Runs.of(Files.createDirectories(folder.resolve("in")), "polcy\n");
        CoveragePages.write(folder.resolve("out"), List.of(run));
        assertThat(files()).containsExactly("index.html");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
