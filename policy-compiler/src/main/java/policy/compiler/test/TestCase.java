// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// One example that must hold: a request and what must become of it. A `test` with a table gives one for each row.
///
/// @param policy the policy it stands in
/// @param row the row of the table as written; empty without a table
/// @param span the whole block, or the row
/// @param resource its protocol is the one the sample is of
/// @param context time, address and age of the token, those that the test does not say the same for all tests
/// @param sample what the protocol's model turns into a request
/// @param sampleSpan where the sample is written
/// @param answer what comes back, if the test says so
public record TestCase(
        String policy,
        String title,
        Optional<String> row,
        Span span,
        Subject subject,
        Resource resource,
        Context context,
        Value sample,
        Span sampleSpan,
        Optional<String> answer,
        List<Expectation> expectations) {

    public TestCase {
        expectations = List.copyOf(expectations);
    }

    /// Title, and the row if there is one: how reports call it.
    public String name() {
        return row.map(text -> title + " [" + text + "]").orElse(title);
    }

    /// One item after `expect`.
    public sealed interface Expectation {

        Span span();

        /// What becomes of the request, or what is demanded besides.
        ///
        /// @param negated whether it must not be so; only for what adds up: mask, limit, record
        /// @param effect the outcome; mask, limit and record ask for an obligation besides it
        /// @param rule id of a rule that must be among those that made it
        /// @param because what the reason must contain
        record Outcome(boolean negated, Effect effect, Optional<String> rule, Optional<String> because, Span span)
                implements Expectation {}

        /// A rule that is only watched would have applied.
        ///
        /// @param negated whether none must have
        /// @param rule id of a rule that must be among them
        record Observed(boolean negated, Optional<String> rule, Span span) implements Expectation {}

        /// What the answer looks like when it is delivered.
        record Masked(String text, Span span) implements Expectation {}
    }
}
