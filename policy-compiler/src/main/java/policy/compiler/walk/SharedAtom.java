// SPDX-License-Identifier: Apache-2.0
package policy.compiler.walk;

import policy.compiler.condition.Atom;

/// An atom that stands in several places of a tree and takes long to ask.
///
/// @param number from 0, among those of the tree
public record SharedAtom(int number, Atom atom) {}
