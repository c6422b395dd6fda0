// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.recording.log.VerifyReport;

/// `hpol.verify/1`: whether evidence is as it was written.
public final class EvidenceJson {

    private EvidenceJson() {}

    public static JsonNode of(VerifyReport report) {
        ObjectNode json = Json.object()
                .put("format", "hpol.verify/1")
                .put("intact", report.intact())
                .put("segments", report.segments())
                .put("records", report.records())
                .put("signed", report.signed())
                .put("quotes", report.quotes())
                .put("unsigned", report.unsigned())
                .put("writing", report.writing())
                .put("publicKey", report.publicKey());
        json.set("problems", Json.array(report.problems(), EvidenceJson::problem));
        return json;
    }

    private static JsonNode problem(VerifyReport.Problem problem) {
        ObjectNode json = Json.object().put("file", problem.file());
        problem.offset().ifPresent(offset -> json.put("offset", offset));
        problem.record().ifPresent(record -> json.put("record", record));
        return json.put("message", problem.message());
    }
}
