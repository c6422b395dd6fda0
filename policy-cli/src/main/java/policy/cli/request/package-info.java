// SPDX-License-Identifier: Apache-2.0

/// A request written down as JSON, for the commands that decide one: what of it is missing, misspelt or of another kind
/// is
/// told with what is possible.
///
/// Read [policy.cli.request.JsonRequest] first.
@NullMarked
package policy.cli.request;

import org.jspecify.annotations.NullMarked;
