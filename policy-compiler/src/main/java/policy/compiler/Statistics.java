// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

/// How much was compiled.
///
/// @param atoms tests of one attribute, over all rules, after names were filled in
/// @param nodes nodes of the decision trees of all protocols; 0 if there are errors
public record Statistics(int files, int rules, int tests, int atoms, int nodes) {}
