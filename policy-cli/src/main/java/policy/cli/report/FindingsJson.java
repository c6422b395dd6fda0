// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import approval.Finding;
import approval.Finding.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// `hpol.doctor/1`: whether what a configuration names works.
public final class FindingsJson {

    private FindingsJson() {}

    /// @param part what was looked at
    public static JsonNode of(String part, List<Finding> findings) {
        ObjectNode json = Json.object()
                .put("format", "hpol.doctor/1")
                .put("part", part)
                .put("fine", findings.stream().noneMatch(finding -> finding.result() == Result.PROBLEM));
        json.set("findings", Json.array(findings, FindingsJson::finding));
        return json;
    }

    private static JsonNode finding(Finding finding) {
        ObjectNode json = Json.object()
                .put("what", finding.what())
                .put("result", finding.result().word())
                .put("told", finding.told());
        return finding.remedy().isEmpty() ? json : json.put("remedy", finding.remedy());
    }
}
