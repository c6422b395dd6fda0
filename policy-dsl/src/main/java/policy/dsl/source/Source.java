// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

/// A policy text and the name it is known by.
///
/// @param name path relative to the policy directory with `/`, or `<stdin>`
public record Source(String name, String text) {}
