// SPDX-License-Identifier: Apache-2.0

/// All rules of a policy set as pages to read: what `hpol docs` writes. Its text is the policies' own; nothing here
/// decides. Read [policy.cli.catalogue.Catalogue] first.
@NullMarked
package policy.cli.catalogue;

import org.jspecify.annotations.NullMarked;
