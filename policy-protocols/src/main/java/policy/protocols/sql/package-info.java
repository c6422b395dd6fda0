// SPDX-License-Identifier: Apache-2.0

/// SQL of PostgreSQL as policy sees it: one text a client sends becomes typed attributes, and what cannot be
/// read exactly becomes undetermined. Knows nothing of the wire. Read [policy.protocols.sql.SqlModel] first.
@NullMarked
package policy.protocols.sql;

import org.jspecify.annotations.NullMarked;
