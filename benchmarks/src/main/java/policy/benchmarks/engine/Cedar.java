// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// Cedar through its binding for Java: policies parsed once and kept on the native side, requests and entities handed
/// over for each decision, as the binding does it.
public record Cedar(BasicAuthorizationEngine engine, PolicySet policies, List<Asked> requests) implements Engine {

    private static final EntityTypeName USER = EntityTypeName.parse("User").orElseThrow();
    private static final EntityTypeName GROUP = EntityTypeName.parse("Group").orElseThrow();
    private static final EntityTypeName ACTION = EntityTypeName.parse("Action").orElseThrow();
    private static final EntityTypeName TARGET = EntityTypeName.parse("Target").orElseThrow();

    private record Asked(AuthorizationRequest request, Entities entities) {}

    public static Cedar load(List<Rule> rules, List<Request> requests) {
        String text = rules.stream().map(Cedar::policy).collect(Collectors.joining());
        try {
            PolicySet policies = PolicySet.parsePolicies(text);
            policies.cache();
            return new Cedar(
                    new BasicAuthorizationEngine(),
                    policies,
                    requests.stream().map(Cedar::asked).toList());
        } catch (AuthException | CacheException e) {
            throw new IllegalStateException("Cedar does not take the benchmark's rules", e);
        }
    }

    private static String policy(Rule rule) {
        String actions = rule.methods().stream()
                .map(method -> "Action::\"" + method + "\"")
                .collect(Collectors.joining(", "));
        return """
            %s (principal in Group::"%s", action in [%s], resource)
            when { context.path like "%s*" && context.environment == "%s" };
            """.formatted(
                        rule.allows() ? "permit" : "forbid", rule.group(), actions, rule.prefix(), rule.environment());
    }

    private static Asked asked(Request request) {
        Set<EntityUID> groups = request.groups().stream().map(GROUP::of).collect(Collectors.toSet());
        EntityUID user = USER.of(request.user());
        Map<String, Value> context =
                Map.of("path", new PrimString(request.path()), "environment", new PrimString(request.environment()));
        return new Asked(
                new AuthorizationRequest(user, ACTION.of(request.method()), TARGET.of(request.target()), context),
                new Entities(Set.of(new Entity(user, groups))));
    }

    @Override
    public boolean allows(int request) {
        Asked asked = requests.get(request);
        try {
            AuthorizationResponse response = engine.isAuthorized(asked.request(), policies, asked.entities());
            return response.success.orElseThrow().isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException("Cedar does not decide", e);
        }
    }
}
