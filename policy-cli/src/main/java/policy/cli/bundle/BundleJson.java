// SPDX-License-Identifier: Apache-2.0
package policy.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.Statement;
import policy.cli.report.Json;

/// `hpol.verify-bundle/1`: whether a bundle is as it was signed, and what its statement says.
public final class BundleJson {

    private BundleJson() {}

    public static JsonNode of(Bundle bundle) {
        Statement statement = bundle.statement();
        ObjectNode json = head(true)
                .put("revision", statement.revision().hash())
                .put("sequence", statement.sequence())
                .put("key", bundle.keyId())
                .put("sha256", bundle.digest())
                .put("files", bundle.files().size())
                .put("rules", statement.rules().size());
        json.set(
                "tests",
                Json.object()
                        .put("required", statement.tests().required())
                        .put("passed", statement.tests().passed())
                        .put("failed", statement.tests().failed()));
        statement
                .rollback()
                .ifPresent(rollback -> json.set(
                        "rollback",
                        Json.object().put("sequence", rollback.sequence()).put("because", rollback.because())));
        return json;
    }

    public static JsonNode refused(String because) {
        return head(false).put("problem", because);
    }

    private static ObjectNode head(boolean intact) {
        return Json.object().put("format", "hpol.verify-bundle/1").put("intact", intact);
    }
}
