// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

/// One occurrence of an entity in a text.
///
/// @param start UTF-16 offset, inclusive
/// @param end UTF-16 offset, exclusive
public record Finding(String entity, int start, int end) {}
