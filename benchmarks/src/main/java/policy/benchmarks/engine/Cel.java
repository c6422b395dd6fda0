// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// CEL: a program a rule, run one after the other; first those that deny, so that one that holds decides.
/// The evaluator is the one 0.14 calls standard.
public record Cel(CelRuntime.Program[] denials, CelRuntime.Program[] permits, List<Map<String, Object>> requests)
        implements Engine {

    public static Cel load(List<Rule> rules, List<Request> requests) {
        var cel = CelFactory.plannerCelBuilder()
                .addVar("path", SimpleType.STRING)
                .addVar("method", SimpleType.STRING)
                .addVar("environment", SimpleType.STRING)
                .addVar("groups", ListType.create(SimpleType.STRING))
                .build();
        var denials = new ArrayList<CelRuntime.Program>();
        var permits = new ArrayList<CelRuntime.Program>();
        try {
            for (Rule rule : rules) {
                (rule.allows() ? permits : denials)
                        .add(cel.createProgram(cel.compile(expression(rule)).getAst()));
            }
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("CEL does not take the benchmark's rules", e);
        }
        return new Cel(
                denials.toArray(CelRuntime.Program[]::new),
                permits.toArray(CelRuntime.Program[]::new),
                requests.stream().map(Cel::variables).toList());
    }

    private static String expression(Rule rule) {
        return "path.startsWith('%s') && method in ['%s'] && environment == '%s' && '%s' in groups"
                .formatted(rule.prefix(), String.join("', '", rule.methods()), rule.environment(), rule.group());
    }

    private static Map<String, Object> variables(Request request) {
        return Map.of(
                "path", request.path(),
                "method", request.method(),
                "environment", request.environment(),
                "groups", List.copyOf(request.groups()));
    }

    @Override
    public boolean allows(int request) {
        Map<String, Object> variables = requests.get(request);
        return !any(denials, variables) && any(permits, variables);
    }

    private static boolean any(CelRuntime.Program[] programs, Map<String, Object> variables) {
        try {
            for (CelRuntime.Program program : programs) {
                if (Boolean.TRUE.equals(program.eval(variables))) {
                    return true;
                }
            }
            return false;
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("CEL does not decide", e);
        }
    }
}
