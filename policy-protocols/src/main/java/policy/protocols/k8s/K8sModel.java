// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.Readers;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `k8s`: requests to a Kubernetes API server. Its action is the verb, `unknown` if there is none.
public final class K8sModel implements HttpClassifier {

    private static final Readers<K8sReading> READERS = new Readers<>(Map.ofEntries(
            entry(K8sSchema.VERB, K8sReading::verb),
            entry(K8sSchema.GROUP, K8sReading::group),
            entry(K8sSchema.VERSION, K8sReading::version),
            entry(K8sSchema.RESOURCE, K8sReading::resource),
            entry(K8sSchema.SUBRESOURCE, K8sReading::subresource),
            entry(K8sSchema.NAMESPACE, K8sReading::namespace),
            entry(K8sSchema.NAME, K8sReading::name),
            entry(K8sSchema.DRY_RUN, K8sReading::dryRun),
            entry(K8sSchema.COMMAND, K8sReading::command),
            entry(K8sSchema.CONTAINER, K8sReading::container),
            entry(K8sSchema.IMPERSONATES, K8sReading::impersonates),
            entry(K8sSchema.OBJECT, K8sReading::object),
            entry(K8sSchema.NONRESOURCE, K8sReading::nonresource),
            entry(K8sSchema.PATH, K8sReading::path)));

    @Override
    public Schema schema() {
        return K8sSchema.SCHEMA;
    }

    /// Options of a deletion may stand in its body, a dry run among them.
    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return wanted.contains(K8sSchema.OBJECT) || wanted.contains(K8sSchema.DRY_RUN);
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        var reading = new K8sReading(message);
        String action = reading.verb() instanceof Value.Text(String verb) ? verb : "unknown";
        return READERS.classify(new Action(action), reading, wanted);
    }

    /// A sample is `"DELETE /api/v1/namespaces/prod/pods/api-1"` or `{ verb: delete, resource: "pods", namespace:
    /// "prod", name: "api-1" }`, with `group: "apps"`, `version: "v1"`, `subresource: "exec"`, `command: ["sh"]`,
    /// `container: "c"`, `dry_run: true`, `object: { … }`, or `{ verb: get, path: "/healthz" }`.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(K8sSample.message(sample), Set.copyOf(K8sSchema.SCHEMA.attributes()));
    }
}
