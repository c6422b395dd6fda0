// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;

/// What became of one test.
public sealed interface TestResult {

    TestCase test();

    /// How long it ran.
    Duration took();

    record Passed(TestCase test, Duration took) implements TestResult {}

    /// @param at what did not hold
    record Failed(TestCase test, Duration took, Span at, Cause cause) implements TestResult {

        /// `file:line` of what did not hold.
        public String place() {
            return at.source().name() + ":" + at.line();
        }

        /// What was expected and what came instead; may have several lines.
        public String message() {
            return message(UnaryOperator.identity());
        }

        /// @param shown how places `file:line:column` are told
        public String message(UnaryOperator<String> shown) {
            return switch (cause) {
                case NoRequest(String reason, Optional<Diagnostic> mistake) ->
                    mistake.map(NoRequest::told).orElse("the sample is no request: " + reason);
                case Unmet unmet ->
                    "expected " + unmet.expected() + "\n     got " + unmet.got() + "; " + unmet.applied(shown);
            };
        }
    }

    /// Why a test failed.
    sealed interface Cause {}

    /// The sample describes no message of its protocol.
    ///
    /// @param mistake the same as `hpol check` tells it; empty where samples were not looked at
    record NoRequest(String reason, Optional<Diagnostic> mistake) implements Cause {

        private static String told(Diagnostic mistake) {
            return mistake.code() + ": " + mistake.message()
                    + mistake.help().stream().map(help -> "\nhelp: " + help).collect(Collectors.joining());
        }
    }

    /// An expectation does not hold.
    ///
    /// @param expected and `got` in the words of `expect`
    /// @param rules all that apply to the request
    record Unmet(String expected, String got, List<Rule> rules) implements Cause {
        public Unmet {
            rules = List.copyOf(rules);
        }

        String applied(UnaryOperator<String> shown) {
            return rules.isEmpty()
                    ? "no rule applies"
                    : "rules that apply: "
                            + rules.stream().map(rule -> told(rule, shown)).collect(Collectors.joining(", "));
        }

        /// A rule as reports name it: `allow shop.read (shop.hpol:3:7)`.
        private static String told(Rule rule, UnaryOperator<String> shown) {
            return rule.effect().word() + " " + rule.id() + " (" + shown.apply(rule.place()) + ")";
        }
    }
}
