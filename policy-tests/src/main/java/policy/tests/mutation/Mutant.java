// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.Optional;
import policy.compiler.type.TypedRule;
import policy.compiler.written.WrittenRule;
import policy.dsl.source.Span;

/// A rule with one thing about it changed.
///
/// @param of the rule as it is
/// @param at what was changed
/// @param change completes "no test notices when …"
/// @param instead the rule that stands in its place; empty if none does
public record Mutant(WrittenRule of, Span at, String change, Optional<TypedRule> instead) {}
