// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import java.util.List;
import java.util.Optional;
import policy.protocols.detect.Detectors;
import policy.protocols.evidence.EvidenceModel;
import policy.protocols.http.HttpModel;
import policy.protocols.k8s.K8sModel;
import policy.protocols.llm.LlmModel;
import policy.protocols.mcp.McpModel;
import policy.protocols.sql.SqlModel;
import policy.protocols.ssh.SshModel;
import policy.runtime.request.Vocabulary;

/// The protocols policies can speak of. A new one is a package and a line here; which of them a gateway carries is
/// the gateway's to say.
public final class Protocols {

    private static final List<ProtocolModel> ALL = List.of(
            new HttpModel(),
            new LlmModel(),
            new McpModel(),
            new SqlModel(),
            new K8sModel(),
            new SshModel(),
            new EvidenceModel());

    private static final Vocabulary VOCABULARY =
            new Vocabulary(ALL.stream().map(ProtocolModel::schema).toList(), Detectors.entities());

    private Protocols() {}

    public static List<ProtocolModel> all() {
        return ALL;
    }

    /// Everything policies can speak about: the schemas of all protocols and the entities that can be
    /// detected.
    public static Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /// The model of the protocol policies call so, such as `llm`.
    public static Optional<ProtocolModel> model(String protocol) {
        return ALL.stream().filter(m -> m.schema().protocol().equals(protocol)).findFirst();
    }
}
