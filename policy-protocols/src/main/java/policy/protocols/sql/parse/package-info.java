// SPDX-License-Identifier: Apache-2.0

/// What a statement does, read from its tokens: the only package of protocols that sees ANTLR.
/// Read [policy.protocols.sql.parse.StatementReader] first.
@NullMarked
package policy.protocols.sql.parse;

import org.jspecify.annotations.NullMarked;
