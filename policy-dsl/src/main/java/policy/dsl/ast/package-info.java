// SPDX-License-Identifier: Apache-2.0

/// What was written: sealed records, one file per family, no behaviour.
///
/// It must never know what a name means or a type is; that is the compiler's. Every node ends in its
/// [policy.dsl.source.Span]; `Invalid` stands where text did not parse, so later phases stay silent about
/// it. Read [policy.dsl.ast.PolicyFile] first.
@NullMarked
package policy.dsl.ast;

import org.jspecify.annotations.NullMarked;
