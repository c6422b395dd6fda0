// SPDX-License-Identifier: Apache-2.0

/// Lists of texts that stand in files beside the policies: text, CSV, JSON.
///
/// It knows nothing of what the texts are compared with. Read [policy.compiler.lists.ListReader] first.
@NullMarked
package policy.compiler.lists;

import org.jspecify.annotations.NullMarked;
