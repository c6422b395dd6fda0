// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// `hpol graph`: the tree as a picture and as a page, with the way of a request.
final class GraphCommandTest {

    private static final String READ = "allow read on http { when http.path starts with \"/a/\" }\n";
    private static final String REQUEST = """
        {"subject": {"id": "ana"}, "resource": {"name": "x", "env": "prod"},
         "http": {"method": "GET", "path": "/a/1"}}\
        """;

    @TempDir
    private Path folder;

    private String policy(String rules) throws IOException {
        return Files.writeString(folder.resolve("p.hpol"), "policy p\n" + rules).toString();
    }

    private static Document xml(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    @Test
    void the_picture_is_svg_and_tells_the_rules() throws Exception {
        Said said = hpol("graph", policy(READ));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(xml(said.out()).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(said.out()).contains("allow p.read if http.path starts with &quot;/a/&quot;");
        assertThat(said.out()).doesNotContain("class=\"way\"");
    }

    @Test
    void many_answers_are_folded_but_not_that_of_the_request() throws Exception {
        String rules = IntStream.range(0, 40)
                .mapToObj("allow r%1$d on http { when http.path starts with \"/a/%1$d\" }"::formatted)
                .collect(Collectors.joining("\n"));
        String request = Files.writeString(folder.resolve("r.json"), REQUEST.replace("/a/1", "/a/39"))
                .toString();
        String out = hpol("graph", policy(rules), request).out();
        xml(out);
        assertThat(out).contains("more answers", "allow p.r39").doesNotContain("allow p.r38");
        assertThat(out).contains("class=\"line way\"", "class=\"allow found\"");
    }

    @Test
    void the_page_holds_every_rule_and_nothing_from_elsewhere() throws IOException {
        Path page = folder.resolve("tree.html");
        String both = policy(READ + "deny no on llm { when llm.model == \"<script>\" }");
        assertThat(hpol("graph", both, "--out", page.toString()).status()).isEqualTo(ExitStatus.FINE);
        assertThat(Files.readString(page))
                .contains("p.read", "p.no", "on http", "on llm", "&lt;script&gt;", "Content-Security-Policy")
                .doesNotContain("src=", "href=", "<script>\"");
    }

    @Test
    void a_picture_of_two_protocols_is_refused_with_what_to_do() throws IOException {
        Said said = hpol("graph", policy(READ + "deny no on llm {}"));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("--protocol http, llm", "--out FILE.html");
    }

    @Test
    void what_is_wrong_is_told() throws IOException {
        assertThat(hpol("graph", policy("allow")).status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(hpol("graph", policy(READ), "--out", "x.png").err()).contains("neither in .svg nor in .html");
        assertThat(hpol("graph", policy(READ), "--protocol", "htp").err()).contains("there is no protocol `htp`");
        String bad = Files.writeString(folder.resolve("bad.json"), "{").toString();
        assertThat(hpol("graph", policy(READ), bad).status()).isEqualTo(ExitStatus.USAGE);
    }
}
