// SPDX-License-Identifier: Apache-2.0
package approval;

/// Where a question comes from.
///
/// @param exchange id of the exchange that asked first
/// @param session id of the session that exchange belongs to
/// @param claim why, in the requester's own words, which nobody has checked; empty if none were given
public record Origin(String exchange, String session, String claim) {}
