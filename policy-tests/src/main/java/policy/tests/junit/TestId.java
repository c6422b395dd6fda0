// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.util.List;
import policy.compiler.test.TestCase;

/// What tells a test from all others of its policy set, as long as nobody renames it.
record TestId(String policy, String name) {

    static TestId of(TestCase test) {
        return new TestId(test.policy(), test.name());
    }

    /// @param again how many tests of this name there are up to this one
    TestId numbered(int again) {
        return again == 1 ? this : new TestId(policy, name + " #" + again);
    }

    /// @param segments none for all tests, the name of a policy, or that and the name of a test
    boolean isWithin(List<String> segments) {
        return switch (segments.size()) {
            case 0 -> true;
            case 1 -> policy.equals(segments.getFirst());
            default -> policy.equals(segments.getFirst()) && name.equals(segments.get(1));
        };
    }
}
