// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import policy.compiler.test.TestCase;
import policy.protocols.InvalidSample;
import policy.protocols.Protocols;
import policy.runtime.decision.Basis;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.tests.TestRequests;

/// Which rules apply in which tests.
final class Exercise {

    private Exercise() {}

    /// Names of tests, in the order of files and places, by the id of the rule. A test with a table is one name.
    static Map<String, List<String>> of(CompiledPolicySet policies, List<TestCase> tests) {
        var requests = new TestRequests(Protocols.all());
        var found = new TreeMap<String, List<String>>();
        for (TestCase test : tests) {
            try {
                Basis basis = policies.decide(requests.of(test)).basis();
                Stream.concat(basis.rules().stream(), basis.observed().stream()).forEach(rule -> {
                    List<String> names = found.computeIfAbsent(rule.id(), _ -> new ArrayList<>());
                    if (!names.contains(test.title())) {
                        names.add(test.title());
                    }
                });
            } catch (InvalidSample noRequest) {
                // `hpol test` tells.
            }
        }
        return found;
    }
}
