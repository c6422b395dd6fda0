// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Diagnostics in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), with what GitHub's code scanning
/// asks for beyond it: rules with help, a region at every result, relative URIs, fingerprints.
public final class Sarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// What GitHub calls the root of the checkout, and other readers the base of all relative URIs.
    private static final String ROOT = "%SRCROOT%";

    private final List<Code> codes;
    private final Fingerprints fingerprints = new Fingerprints();

    private Sarif(Set<Code> codes) {
        this.codes = List.copyOf(codes);
    }

    /// @param version of hpol
    public static JsonNode of(List<Checked> sets, String version) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        Checked.diagnostics(sets).map(Diagnostic::code).forEach(codes::add);
        return new Sarif(codes).log(sets, version);
    }

    private JsonNode log(List<Checked> sets, String version) {
        ObjectNode log = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = Json.object().put("name", "hpol").put("version", version);
        driver.set("rules", Json.array(codes, Sarif::rule));
        run.set("tool", Json.object().set("driver", driver));
        run.putArray("invocations").addObject().put("executionSuccessful", true);
        run.putObject("originalUriBaseIds")
                .putObject(ROOT)
                .putObject("description")
                .put("text", "The directory hpol was called in.");
        run.put("columnKind", "unicodeCodePoints");
        run.putArray("results").addAll(sets.stream().flatMap(this::results).toList());
        return log;
    }

    private static JsonNode rule(Code code) {
        ErrorPage page = ErrorPage.of(code.name()).orElseThrow();
        ObjectNode rule = Json.object().put("id", code.name());
        rule.set("shortDescription", text(page.title()));
        rule.set("fullDescription", text(page.summary()));
        rule.set("help", text(page.markdown()).put("markdown", page.markdown()));
        rule.putObject("defaultConfiguration").put("level", code.severity().word());
        ObjectNode properties = rule.putObject("properties");
        properties
                .put("precision", "very-high")
                .put("problem.severity", code.severity().word());
        properties.putArray("tags").add("policy");
        return rule;
    }

    private Stream<JsonNode> results(Checked set) {
        return set.compilation().diagnostics().stream().map(diagnostic -> result(diagnostic, set.shown()));
    }

    private JsonNode result(Diagnostic diagnostic, UnaryOperator<String> shown) {
        Span place = diagnostic.primary().span();
        ObjectNode result = Json.object()
                .put("ruleId", diagnostic.code().name())
                .put("ruleIndex", codes.indexOf(diagnostic.code()))
                .put("level", diagnostic.severity().word());
        result.set("message", text(message(diagnostic)));
        ObjectNode location = result.putArray("locations").addObject();
        location.set("physicalLocation", physical(place, shown));
        if (!diagnostic.secondary().isEmpty()) {
            result.set("relatedLocations", related(diagnostic, shown));
        }
        result.putObject("partialFingerprints")
                .put(
                        "hpol/v1",
                        fingerprints.of(diagnostic, shown.apply(place.source().name())));
        return result;
    }

    private static JsonNode related(Diagnostic diagnostic, UnaryOperator<String> shown) {
        var locations = new ArrayList<JsonNode>();
        for (Diagnostic.Label label : diagnostic.secondary()) {
            ObjectNode location = Json.object().put("id", locations.size() + 1);
            location.set("physicalLocation", physical(label.span(), shown));
            locations.add(location.set("message", text(label.text())));
        }
        return Json.array(locations, location -> location);
    }

    private static JsonNode physical(Span span, UnaryOperator<String> shown) {
        Region region = Region.of(span);
        ObjectNode physical = Json.object();
        physical.set("artifactLocation", artifact(shown.apply(span.source().name())));
        physical.putObject("region")
                .put("startLine", region.line())
                .put("startColumn", region.column())
                .put("endLine", region.endLine())
                .put("endColumn", region.endColumn());
        return physical;
    }

    private static JsonNode artifact(String file) {
        ObjectNode artifact = Json.object().put("uri", FileUri.of(file));
        return FileUri.isRelative(file) ? artifact.put("uriBaseId", ROOT) : artifact;
    }

    /// Readers show one text, so it holds all there is to say: what, where exactly, and what to do.
    private static String message(Diagnostic diagnostic) {
        String label = diagnostic.primary().text();
        return diagnostic.message()
                + (label.isEmpty() ? "" : ": " + label)
                + diagnostic.help().stream().map(help -> "\nhelp: " + help).collect(Collectors.joining());
    }

    private static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }
}
