// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.util.List;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;
import policy.benchmarks.workload.Services;
import policy.benchmarks.workload.Shape;

/// Whom to measure.
public enum Candidate {
    INDEX("index by hand", 100_000),
    LOOP("loop by hand", 10_000),
    HPOL("hpol", 100_000),
    DROOLS("Drools, services by hash", 1_000),
    CASBIN("jCasbin", 10_000),
    CEL("CEL", 1_000),
    AUTHZFORCE("AuthzForce", 1_000),
    CEDAR("Cedar, cached", 1_000);

    private final String words;
    private final int mostRules;

    Candidate(String words, int mostRules) {
        this.words = words;
        this.mostRules = mostRules;
    }

    /// The name in tables.
    public String words() {
        return words;
    }

    /// With more it takes longer to load, or to be compared with hpol, than a run should.
    public int mostRules() {
        return mostRules;
    }

    /// @throws IllegalArgumentException if its rules cannot be of this shape
    public Engine load(Shape shape, List<Request> requests) {
        return switch (this) {
            case HPOL -> Hpol.load(shape, requests);
            case INDEX -> ByHand.index(shape.index(), requests);
            case LOOP -> ByHand.loop(services(shape), requests);
            case CASBIN -> Casbin.load(services(shape), requests);
            case CEL -> Cel.load(services(shape), requests);
            case CEDAR -> Cedar.load(services(shape), requests);
            case DROOLS -> Drools.load(services(shape), requests);
            case AUTHZFORCE -> AuthzForce.load(services(shape), requests);
        };
    }

    private static List<Rule> services(Shape shape) {
        if (shape instanceof Services services) {
            return services.rules();
        }
        throw new IllegalArgumentException("only hpol and the index by hand know rules of other shapes");
    }
}
