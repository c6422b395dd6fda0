// SPDX-License-Identifier: Apache-2.0

/// The waist of the whole system: one access request, whatever protocol it came in by.
///
/// It must never know a protocol's name, a parser or a wire format: a protocol describes itself with a
/// [policy.runtime.request.Schema] and fills in [policy.runtime.request.Value]s. Subject, action, resource
/// and context are the four parts of OpenID AuthZEN 1.0. Read [policy.runtime.request.AccessRequest] first.
@NullMarked
package policy.runtime.request;

import org.jspecify.annotations.NullMarked;
