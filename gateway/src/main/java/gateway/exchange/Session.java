// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import policy.runtime.request.Resource;
import policy.runtime.request.Subject;

/// A verified subject that wants something of a target over one connection.
///
/// @param id UUIDv7, the same for all exchanges of one subject on one connection
public record Session(String id, Subject subject, Resource resource) {}
