// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.time.Duration;

/// One consent a request needs before it may go through.
///
/// @param quorum how many different people must say yes
/// @param group whose members may say it
/// @param within how long they have; after that the request is denied
/// @param because the rule's own words with its attributes filled in; empty if it has none
public record Ask(Rule rule, int quorum, String group, Duration within, String because) {}
