// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import policy.compiler.condition.Visible;
import policy.compiler.condition.Wording;

/// The XML is well-formed and of the shape build servers read, whatever stands in a policy.
final class JUnitXmlTest {

    private static final String POLICY = """
        policy shop
        allow read on http { when http.method == GET }
        test "verbs" for m in [GET, PUT] { http { method: m, path: "/" } expect allow by read }
        test "<&>\\"'" { http { method: GET, path: "/" } expect deny }
        """;

    @TempDir
    private Path folder;

    private static Document parsed(List<TestRun> runs) throws Exception {
        var out = new ByteArrayOutputStream();
        JUnitXml.write(out, runs);
        try (InputStream xsd = JUnitXmlTest.class.getResourceAsStream("junit.xsd")) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(Objects.requireNonNull(xsd)))
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(out.toByteArray())));
        }
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private static Element only(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        assertThat(found.getLength()).isEqualTo(1);
        return (Element) found.item(0);
    }

    @Test
    void a_policy_is_a_suite_and_each_row_a_case() throws Exception {
        Document document = parsed(List.of(Runs.of(folder, POLICY)));
        Element suite = only(document, "testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("shop");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        Element second = (Element) document.getElementsByTagName("testcase").item(1);
        assertThat(second.getAttribute("name")).isEqualTo("verbs [PUT]");
        assertThat(second.getAttribute("file"))
                .isEqualTo(folder.resolve("a.hpol").toString());
        assertThat(second.getAttribute("line")).isEqualTo("3");
        Element failure = (Element) second.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("expected allow by shop.read; got deny G102 because “No rule allows this request.”;"
                        + " no rule applies");
        assertThat(failure.getTextContent()).endsWith("\nat " + folder.resolve("a.hpol") + ":3");
        Element third = (Element) document.getElementsByTagName("testcase").item(2);
        assertThat(third.getAttribute("name")).isEqualTo("<&>\"'");
        assertThat(third.getTextContent()).startsWith("expected deny\n     got allow; ");
    }

    @Test
    void what_does_not_compile_is_an_error() throws Exception {
        Document document = parsed(List.of(Runs.of(folder, "policy shop\nallow read on htp {}\n")));
        assertThat(only(document, "testsuite").getAttribute("errors")).isEqualTo("1");
        assertThat(only(document, "testcase").getAttribute("line")).isEqualTo("2");
        assertThat(only(document, "error").getAttribute("message")).isEqualTo("1 error");
        assertThat(only(document, "error").getTextContent()).contains("error[P202]", "a.hpol:2:15");
    }

    @Property(tries = 200)
    void any_title_survives(@ForAll String title) throws Exception {
        Path own = Files.createTempDirectory("xml");
        String policy = "policy shop\ntest %s { http { method: GET, path: \"/\" } expect deny because %s }\n"
                .formatted(Wording.quoted(title), Wording.quoted("x" + title));
        Document document = parsed(List.of(Runs.of(own, policy)));
        Files.delete(own.resolve("a.hpol"));
        Files.delete(own);
        assertThat(only(document, "testcase").getAttribute("name")).isEqualTo(Visible.text(title));
        assertThat(only(document, "failure").getTextContent().getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
