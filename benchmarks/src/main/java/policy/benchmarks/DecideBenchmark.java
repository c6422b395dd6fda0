// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import policy.benchmarks.engine.Candidate;
import policy.benchmarks.engine.Engine;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Shape;

/// One decision of one engine, the requests in turn.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {

    @Param("HPOL")
    Candidate candidate = Candidate.HPOL;

    @Param("services")
    String shape = "services";

    @Param("10")
    int rules = 10;

    private Engine engine = request -> false;
    private double loadMillis;

    /// Loads the engine and has it answer every request as hpol does.
    @Setup
    public void load() {
        Shape asked = Shape.of(shape, rules);
        List<Request> requests = asked.requests();
        long start = System.nanoTime();
        engine = candidate.load(asked, requests);
        loadMillis = (System.nanoTime() - start) / 1e6;
        // hpol itself is held to what is written by hand.
        Engine other = (candidate == Candidate.HPOL ? Candidate.INDEX : Candidate.HPOL).load(asked, requests);
        for (int i = 0; i < requests.size(); i++) {
            if (engine.allows(i) != other.allows(i)) {
                throw new IllegalStateException(
                        "%s says %s to %s".formatted(candidate.words(), engine.allows(i), requests.get(i)));
            }
        }
    }

    /// A thread's place among the requests.
    @State(Scope.Thread)
    public static class Turn {
        private int at;

        int next() {
            at = at + 1 & Shape.POOL - 1;
            return at;
        }
    }

    /// Carries how long loading took out of the measured process.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Load {
        private double millis;

        @Setup
        public void read(DecideBenchmark benchmark) {
            millis = benchmark.loadMillis;
        }

        public double loadMillis() {
            return millis;
        }
    }

    @Benchmark
    public boolean decide(Turn turn, Load load) {
        return engine.allows(turn.next());
    }
}
