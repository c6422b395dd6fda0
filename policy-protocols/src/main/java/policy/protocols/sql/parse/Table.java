// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.Optional;

/// A table, view or other relation as a statement names it.
///
/// @param schema if one is written
public record Table(Optional<String> schema, String name) {}
