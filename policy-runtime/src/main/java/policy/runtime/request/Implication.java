// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

/// What holds of every request of a protocol, whoever sends it: where one attribute is true, another is not
/// undetermined but has this value. The protocol's classifier keeps it; decisions do not use it, proofs do.
///
/// @param premise an attribute of type bool
/// @param conclusion another one
public record Implication(Attribute premise, Attribute conclusion, boolean value) {}
