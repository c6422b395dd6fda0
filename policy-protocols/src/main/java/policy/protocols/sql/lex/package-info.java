// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL's lexical structure: a text becomes tokens, and tokens statements, exactly as the server has
/// it. Nothing here knows what a statement means. Read [policy.protocols.sql.lex.Lexer] first.
@NullMarked
package policy.protocols.sql.lex;

import org.jspecify.annotations.NullMarked;
