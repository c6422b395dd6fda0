// SPDX-License-Identifier: Apache-2.0

/// The one style of policy files: syntax tree and comments to a document, a document to text.
///
/// It must never change what a file means: what it writes parses to the same tree, and every comment is kept. Read
/// [policy.dsl.format.Formatter] first.
@NullMarked
package policy.dsl.format;

import org.jspecify.annotations.NullMarked;
