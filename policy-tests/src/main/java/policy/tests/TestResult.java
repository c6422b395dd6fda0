// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import policy.compiler.test.TestCase;

/// What became of one test.
public sealed interface TestResult {

    TestCase test();

    record Passed(TestCase test) implements TestResult {}

    /// @param place `file:line` of what did not hold
    /// @param message what was expected and what came instead; may have several lines
    record Failed(TestCase test, String place, String message) implements TestResult {}
}
