// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import policy.compiler.condition.Visible;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.Span;
import policy.tests.TestResult;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.Passed;

/// Results as the XML that Surefire writes and build servers read: a suite for each policy, a case for each test and
/// each row of a table. A policy set that does not compile is a suite with one case, which is an error.
///
/// Text is made safe by what XML allows, which is less than UTF-8: a character that cannot be seen is spelled out.
public final class JUnitXml {

    private static final String CLASS_PREFIX = "hpol.";

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static void write(Path file, List<TestRun> runs) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, runs);
        }
    }

    static void write(OutputStream out, List<TestRun> runs) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new JUnitXml(xml).write(runs);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void write(List<TestRun> runs) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        line();
        xml.writeStartElement("testsuites");
        line();
        for (TestRun run : runs) {
            if (run.compiles()) {
                for (var policy : byPolicy(run).entrySet()) {
                    boolean again = runs.stream()
                            .anyMatch(other ->
                                    !other.equals(run) && byPolicy(other).containsKey(policy.getKey()));
                    suite(run, policy.getKey() + (again ? " (" + run.path() + ")" : ""), policy.getValue());
                }
            } else {
                notCompiled(run);
            }
        }
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
    }

    private static Map<String, List<TestResult>> byPolicy(TestRun run) {
        return run.results().stream()
                .collect(Collectors.groupingBy(result -> result.test().policy(), TreeMap::new, Collectors.toList()));
    }

    /// @param policy its name; with the path behind it if another policy set has one of that name, too
    private void suite(TestRun run, String policy, List<TestResult> results) throws XMLStreamException {
        long failed = results.stream().filter(Failed.class::isInstance).count();
        Duration took = results.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
        startSuite(policy, results.size(), 0, failed, took);
        var taken = new HashMap<String, Integer>();
        for (TestResult result : results) {
            String name = result.test().name();
            int again = taken.merge(name, 1, Integer::sum);
            // Build servers take two cases of one name for one.
            startCase(
                    run,
                    policy,
                    again == 1 ? name : name + " #" + again,
                    result.test().span(),
                    result.took());
            switch (result) {
                case Passed _ -> {}
                case Failed failure -> failure(run, failure);
            }
            xml.writeEndElement();
            line();
        }
        xml.writeEndElement();
        line();
    }

    private void failure(TestRun run, Failed failed) throws XMLStreamException {
        String message = failed.message(run::shown);
        xml.writeStartElement("failure");
        attribute("message", message.lines().map(String::strip).collect(Collectors.joining("; ")));
        attribute("type", "expectation");
        text(message + "\nat " + run.shown(failed.place()));
        xml.writeEndElement();
    }

    private void notCompiled(TestRun run) throws XMLStreamException {
        String name = run.path().toString();
        String summary = TextRenderer.summary(run.compilation().diagnostics());
        startSuite(name, 1, 1, 0, Duration.ZERO);
        startCase(
                run,
                name,
                "the policies compile",
                run.compilation().diagnostics().getFirst().primary().span(),
                Duration.ZERO);
        xml.writeStartElement("error");
        attribute("message", summary);
        attribute("type", "diagnostics");
        text(new TextRenderer(false, run::shown).render(run.compilation().diagnostics()));
        xml.writeEndElement();
        xml.writeEndElement();
        line();
        xml.writeEndElement();
        line();
    }

    private void startSuite(String name, int tests, int errors, long failures, Duration took)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("time", seconds(took));
        attribute("tests", Integer.toString(tests));
        attribute("errors", Integer.toString(errors));
        attribute("skipped", "0");
        attribute("failures", Long.toString(failures));
        line();
    }

    private void startCase(TestRun run, String policy, String name, Span at, Duration took) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("name", name);
        attribute("classname", CLASS_PREFIX + policy);
        attribute("time", seconds(took));
        attribute("file", run.shown(at.source().name()));
        attribute("line", Integer.toString(at.line()));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Visible.text(value));
    }

    private void text(String text) throws XMLStreamException {
        xml.writeCharacters(text.lines().map(Visible::text).collect(Collectors.joining("\n")));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}
