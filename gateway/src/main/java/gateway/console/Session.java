// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import java.time.Instant;
import policy.runtime.request.Subject;

/// Somebody who has signed in.
///
/// @param subject with the groups of then
/// @param formKey what every form of this session carries, so that no other site can send one
/// @param until when it ends
record Session(Subject subject, String formKey, Instant until) {}
