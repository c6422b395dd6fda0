// SPDX-License-Identifier: Apache-2.0

/// Rules with the places of all their parts: what they mean, and where each piece of it is written. For tools that
/// speak about a rule's text, such as coverage and mutation; nothing here decides. Read
/// [policy.compiler.written.WrittenRule] first.
@NullMarked
package policy.compiler.written;

import org.jspecify.annotations.NullMarked;
