// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.protocols.Protocols;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// How long one decision takes as rules grow: N rules of the shape *in group G and path starts with /svc/
/// and method in …*, requests that match one of them at a random place.
///
/// @param out where the figures go
public record DecisionBenchmark(PrintWriter out) {

    /// Processor time, so that others on the machine count less.
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int REQUESTS = 4_096;
    private static final int WARM_UP_ROUNDS = 200;
    private static final int ROUNDS = 51;

    /// Measures and prints, for each number of rules.
    public void run(List<Integer> ruleCounts) {
        out.printf("%10s %16s %14s%n", "rules", "CPU ns/decision", "compiled in ms");
        for (int rules : ruleCounts) {
            long start = System.nanoTime();
            CompiledPolicySet policies = compiled(rules);
            double compileMillis = (System.nanoTime() - start) / 1e6;
            List<AccessRequest> requests = requests(rules);
            out.printf(Locale.ROOT, "%10d %16.0f %14.0f%n", rules, nanosPerDecision(policies, requests), compileMillis);
            out.flush();
        }
    }

    private static double nanosPerDecision(CompiledPolicySet policies, List<AccessRequest> requests) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            decideAll(policies, requests);
        }
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = CPU.getCurrentThreadCpuTime();
            decideAll(policies, requests);
            nanos[round] = (CPU.getCurrentThreadCpuTime() - start) / (double) requests.size();
        }
        return Middle.of(nanos);
    }

    /// Keeps the compiler from seeing that nobody looks at the decisions.
    private static void decideAll(CompiledPolicySet policies, List<AccessRequest> requests) {
        int rulesSeen = 0;
        for (AccessRequest request : requests) {
            rulesSeen += policies.decide(request).basis().rules().size();
        }
        if (rulesSeen == 0) {
            throw new IllegalStateException("no rule applied: the benchmark measures something else");
        }
    }

    private static CompiledPolicySet compiled(int rules) {
        var text = new StringBuilder("policy bench\n");
        for (int i = 0; i < rules; i++) {
            text.append("""
                %s rule_%d on http {
                    when subject in group("group_%d") and http.path starts with "/svc_%d/" and http.method in [GET, POST]
                }
                """.formatted(i % 10 == 0 ? "deny" : "allow", i, i, i));
        }
        Compilation compilation =
                new Compiler(Protocols.vocabulary()).compile(List.of(new Source("bench.hpol", text.toString())));
        return compilation
                .policies()
                .orElseThrow(() -> new IllegalStateException("the benchmark's policy does not compile: "
                        + compilation.diagnostics().getFirst().message()));
    }

    private static List<AccessRequest> requests(int rules) {
        Schema schema = Protocols.vocabulary().schema("http").orElseThrow();
        var random = new Random(42);
        var requests = new ArrayList<AccessRequest>();
        for (int i = 0; i < REQUESTS; i++) {
            int rule = random.nextInt(rules);
            var attributes = new HashMap<Attribute, Value>();
            attributes.put(schema.attribute("http.method").orElseThrow(), Value.of("GET"));
            attributes.put(schema.attribute("http.path").orElseThrow(), Value.of("/svc_" + rule + "/items/7"));
            var groups = List.of("staff", "group_" + rule, "group_" + random.nextInt(rules), "everybody");
            requests.add(new AccessRequest(
                    schema,
                    Subject.person("ana", "bench", groups),
                    new Classified(new Action("GET"), attributes),
                    new Resource("api", "http", Resource.Env.TEST),
                    new Context(Instant.EPOCH, "127.0.0.1")));
        }
        return requests;
    }
}
