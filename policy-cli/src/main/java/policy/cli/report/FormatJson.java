// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import policy.cli.format.FormatRun;
import policy.cli.format.Formatted;
import policy.cli.format.UnifiedDiff;

/// `hpol.fmt/1`: which files are not in the one format, and which cannot be.
public final class FormatJson {

    private FormatJson() {}

    /// @param fine whether the command ends well
    /// @param diff whether to show what changes in each file
    public static JsonNode of(List<FormatRun> runs, boolean fine, boolean diff) {
        ObjectNode json = Json.object()
                .put("format", "hpol.fmt/1")
                .put("fine", fine)
                .put(
                        "changed",
                        runs.stream().mapToInt(run -> run.changing().size()).sum());
        json.putArray("files")
                .addAll(runs.stream().flatMap(run -> files(run, diff)).toList());
        json.putArray("diagnostics")
                .addAll(runs.stream().flatMap(FormatJson::diagnostics).toList());
        return json;
    }

    private static Stream<JsonNode> files(FormatRun run, boolean diff) {
        return run.files().stream().map(file -> file(run, file, diff));
    }

    private static JsonNode file(FormatRun run, Formatted file, boolean diff) {
        String name = run.name(file);
        ObjectNode json = Json.object()
                .put("path", name)
                .put("parsed", file.after().isPresent())
                .put("changed", file.changes());
        file.after().ifPresent(text -> {
            if (diff) {
                json.put("diff", UnifiedDiff.of(name, file.textBefore(), text));
            } else if (file.file().isEmpty()) {
                json.put("text", text);
            }
        });
        return json;
    }

    private static Stream<JsonNode> diagnostics(FormatRun run) {
        return run.diagnostics().stream().map(diagnostic -> CheckJson.diagnostic(diagnostic, run.shown()));
    }
}
