// SPDX-License-Identifier: Apache-2.0

/// What policies can speak of, told from the schemas the checker itself uses: as text, Markdown and JSON. It must never
/// know a protocol by its name. Read [policy.cli.schema.SchemaText] first.
@NullMarked
package policy.cli.schema;

import org.jspecify.annotations.NullMarked;
