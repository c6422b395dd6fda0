// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// jCasbin: a policy line a rule, groups as roles of the user, the matcher with what is told apart fastest first.
public record Casbin(Enforcer enforcer, Object[][] requests) implements Engine {

    private static final String MODEL = """
        [request_definition]
        r = sub, obj, act, env
        [policy_definition]
        p = sub, obj, act, env, eft
        [role_definition]
        g = _, _
        [policy_effect]
        e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
        [matchers]
        m = keyMatch(r.obj, p.obj) && regexMatch(r.act, p.act) && r.env == p.env && g(r.sub, p.sub)
        """;

    public static Casbin load(List<Rule> rules, List<Request> requests) {
        var model = new Model();
        model.loadModelFromText(MODEL);
        var enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        enforcer.addPolicies(rules.stream().map(Casbin::line).toList());
        var members = new ArrayList<List<String>>();
        var asked = new ArrayList<Object[]>();
        for (Request request : requests) {
            String user = "user_" + asked.size();
            request.groups().forEach(group -> members.add(List.of(user, group)));
            asked.add(new Object[] {user, request.path(), request.method(), request.environment()});
        }
        enforcer.addGroupingPolicies(members);
        return new Casbin(enforcer, asked.toArray(Object[][]::new));
    }

    private static List<String> line(Rule rule) {
        return List.of(
                rule.group(),
                rule.prefix() + "*",
                "^(" + String.join("|", rule.methods()) + ")$",
                rule.environment(),
                rule.allows() ? "allow" : "deny");
    }

    @Override
    public boolean allows(int request) {
        return enforcer.enforce(requests[request]);
    }
}
