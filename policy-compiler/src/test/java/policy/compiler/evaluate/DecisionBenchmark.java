// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.dsl.source.Source;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Subject;

/// How long a decision takes as rules grow: rules of the shape "subject in a group, path below a prefix,
/// verb in a set", a caller in five groups, requests that match one rule at a random place. A rough
/// look, not a proof:
///
///     mvn -pl policy-compiler -am test-compile
///     mvn -pl policy-compiler dependency:build-classpath -Dmdep.outputFile=target/classpath
///     java -cp "policy-compiler/target/classes:policy-compiler/target/test-classes:$(cat
/// policy-compiler/target/classpath)" \
///         policy.compiler.evaluate.DecisionBenchmark
final class DecisionBenchmark {

    /// Processor time, so that a busy machine does not count.
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int REQUESTS = 1_024;
    private static final int FILE_RULES = 1_000;
    private static final int ROUNDS = 15;
    private static final int DECISIONS = 400_000;

    private DecisionBenchmark() {}

    public static void main(String[] arguments) {
        System.out.println("rules  median ns/decision  nodes  compile ms");
        for (int rules : new int[] {10, 100, 1_000, 10_000}) {
            long before = System.nanoTime();
            Compilation compilation = compile(rules);
            long compiled = (System.nanoTime() - before) / 1_000_000;
            long nanos = measure(compilation.policies().orElseThrow(), rules);
            System.out.printf(
                    "%5d  %18d  %5d  %10d%n",
                    rules, nanos, compilation.statistics().nodes(), compiled);
        }
    }

    private static long measure(CompiledPolicySet policies, int rules) {
        var random = new Random(1);
        List<AccessRequest> requests = IntStream.range(0, REQUESTS)
                .mapToObj(_ -> request(random.nextInt(rules), rules, random))
                .toList();
        var times = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int permitted = 0;
            long start = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < DECISIONS; i++) {
                if (policies.decide(requests.get(i % REQUESTS)) instanceof Decision.Permit) {
                    permitted++;
                }
            }
            times[round] = (CPU.getCurrentThreadCpuTime() - start) / DECISIONS;
            if (permitted != DECISIONS) {
                throw new IllegalStateException("every request matches one rule");
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static AccessRequest request(int rule, int rules, Random random) {
        return Requests.web()
                .by(
                        Subject.Kind.PERSON,
                        "g" + rule,
                        "g" + random.nextInt(rules),
                        "x" + random.nextInt(rules),
                        "everybody",
                        "engineering")
                .with(Fixtures.PATH, "/svc_" + rule + "/items/7")
                .build();
    }

    /// In files of a thousand rules.
    private static Compilation compile(int rules) {
        List<Source> sources = IntStream.range(0, Math.ceilDiv(rules, FILE_RULES))
                .mapToObj(file -> new Source(
                        "p" + file + ".hpol",
                        IntStream.range(file * FILE_RULES, Math.min(rules, (file + 1) * FILE_RULES))
                                .mapToObj(DecisionBenchmark::rule)
                                .collect(Collectors.joining("\n", "policy p\n", "\n"))))
                .toList();
        return new Compiler(Fixtures.VOCABULARY).compile(sources);
    }

    private static String rule(int number) {
        return """
            allow r%1$d on web {
              when subject in group("g%1$d") and web.path starts with "/svc_%1$d/" and web.verb in [GET, PUT]
            }
            """.formatted(number);
    }
}
