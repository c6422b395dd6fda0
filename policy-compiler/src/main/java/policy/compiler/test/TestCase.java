// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// One example that must hold: a request and what must become of it. A `test` with a table gives one for each row.
///
/// @param policy the policy it stands in
/// @param row the row of the table as written; empty without a table
/// @param span the whole block, or the row
/// @param resource its protocol is the one the sample is of
/// @param sample what the protocol's model turns into a request
/// @param sampleSpan where the sample is written
public record TestCase(
        String policy,
        String title,
        Optional<String> row,
        Span span,
        Subject subject,
        Resource resource,
        Value sample,
        Span sampleSpan,
        List<Expectation> expectations) {

    public TestCase {
        expectations = List.copyOf(expectations);
    }

    /// Title, and the row if there is one: how reports call it.
    public String name() {
        return row.map(text -> title + " [" + text + "]").orElse(title);
    }

    /// One item after `expect`.
    ///
    /// @param effect the outcome; [Effect#MASK] asks for an obligation besides it
    /// @param rule id of a rule that must be among those that made it
    /// @param because what the reason must contain
    public record Expectation(Effect effect, Optional<String> rule, Optional<String> because, Span span) {}
}
