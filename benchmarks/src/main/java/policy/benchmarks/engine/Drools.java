// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.util.List;
import java.util.Set;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// Drools: one session, the request as the fact that is put in, fired for and taken out. The first segment of the path
/// is
/// a field of its own, since Drools looks equal texts up by hash, and beginnings of texts rule by rule.
public record Drools(KieSession session, Fact[] requests) implements Engine {

    /// A request as rules of Drools see it, and what they say of it.
    public static final class Fact {
        private final Request request;
        private final String service;
        private boolean allowed;
        private boolean denied;

        private Fact(Request request) {
            this.request = request;
            this.service = service(request.path());
        }

        public String getService() {
            return service;
        }

        public String getMethod() {
            return request.method();
        }

        public String getEnvironment() {
            return request.environment();
        }

        public Set<String> getGroups() {
            return request.groups();
        }

        public void allow() {
            allowed = true;
        }

        public void deny() {
            denied = true;
        }

        private void forget() {
            allowed = false;
            denied = false;
        }
    }

    public static Drools load(List<Rule> rules, List<Request> requests) {
        var text = new StringBuilder("package bench\nimport %s\n".formatted(Fact.class.getCanonicalName()));
        for (Rule rule : rules) {
            text.append("""
                rule "rule_%d" when
                    request: Fact(service == "%s", environment == "%s", method in ("%s"), groups contains "%s")
                then
                    request.%s();
                end
                """.formatted(
                            rule.number(),
                            service(rule.prefix()),
                            rule.environment(),
                            String.join("\", \"", rule.methods()),
                            rule.group(),
                            rule.allows() ? "allow" : "deny"));
        }
        KieSession session = new KieHelper()
                .addContent(text.toString(), ResourceType.DRL)
                .build()
                .newKieSession();
        return new Drools(session, requests.stream().map(Fact::new).toArray(Fact[]::new));
    }

    private static String service(String path) {
        return path.substring(1, path.indexOf('/', 1));
    }

    @Override
    public boolean allows(int request) {
        Fact fact = requests[request];
        fact.forget();
        FactHandle handle = session.insert(fact);
        session.fireAllRules();
        session.delete(handle);
        return fact.allowed && !fact.denied;
    }
}
