// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import policy.compiler.Statistics;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;

/// `hpol.check/1`: what is wrong with policy sets, and how large they are.
public final class CheckJson {

    private CheckJson() {}

    /// @param statistics whether to tell how much was compiled in what time, which differs from run to run
    public static JsonNode of(List<Checked> sets, boolean statistics) {
        ObjectNode json = Json.object()
                .put("format", "hpol.check/1")
                .put("fine", sets.stream().allMatch(Checked::fine))
                .put("errors", Checked.count(sets, Severity.ERROR))
                .put("warnings", Checked.count(sets, Severity.WARNING));
        json.set("policySets", Json.array(sets, set -> policySet(set, statistics)));
        json.putArray("diagnostics")
                .addAll(sets.stream().flatMap(CheckJson::diagnostics).toList());
        return json;
    }

    private static JsonNode policySet(Checked set, boolean statistics) {
        Statistics counted = set.compilation().statistics();
        ObjectNode json = Json.object().put("path", set.path()).put("fine", set.fine());
        set.compilation()
                .policies()
                .ifPresent(policies -> json.put("revision", policies.revision().hash()));
        json.put("rules", counted.rules()).put("tests", counted.tests());
        if (statistics) {
            json.put("files", counted.files())
                    .put("atoms", counted.atoms())
                    .put("nodes", counted.nodes())
                    .put("compileMillis", set.took().toMillis());
        }
        return json;
    }

    private static Stream<JsonNode> diagnostics(Checked set) {
        return set.compilation().diagnostics().stream().map(diagnostic -> diagnostic(diagnostic, set.shown()));
    }

    /// @param shown what to call a source of this name
    static JsonNode diagnostic(Diagnostic diagnostic, UnaryOperator<String> shown) {
        ObjectNode json = Json.object()
                .put("code", diagnostic.code().name())
                .put("severity", diagnostic.severity().word())
                .put("message", diagnostic.message());
        json.setAll(label(diagnostic.primary(), shown));
        json.set("secondary", Json.array(diagnostic.secondary(), label -> label(label, shown)));
        json.set("help", Json.texts(diagnostic.help()));
        return json.put("docs", "docs/errors/" + diagnostic.code() + ".md");
    }

    private static ObjectNode label(Diagnostic.Label label, UnaryOperator<String> shown) {
        Region region = Region.of(label.span());
        ObjectNode json =
                Json.object().put("file", shown.apply(label.span().source().name()));
        json.set("start", Json.object().put("line", region.line()).put("column", region.column()));
        json.set("end", Json.object().put("line", region.endLine()).put("column", region.endColumn()));
        return json.put("label", label.text());
    }
}
