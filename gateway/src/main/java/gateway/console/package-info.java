// SPDX-License-Identifier: Apache-2.0

/// The inbox: pages on the control plane where people who have signed in answer approval requests.
///
/// It shows and passes on; who may answer what is decided by `approval`. Everything a page shows went through
/// [gateway.console.Html]. Read [gateway.console.InboxController] first, then [gateway.console.SignIn].
@NullMarked
package gateway.console;

import org.jspecify.annotations.NullMarked;
