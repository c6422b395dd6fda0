// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.Optional;
import policy.runtime.request.Subject;

/// Port: who the people are that answer.
public interface ReviewerDirectory {

    /// The subject a chat account was explicitly linked to, with its groups as of now. Names and mail
    /// addresses prove nothing and are not looked at.
    ///
    /// @param channel name of the channel, such as `slack`
    /// @param account the channel's own stable id of the account, tenant included
    Optional<Subject> linked(String channel, String account);

    /// The account that is linked to a subject, the other way round.
    Optional<String> account(String channel, Subject subject);

    /// Somebody who said yes earlier, with the groups that count now; without groups if consent no longer
    /// counts.
    Subject today(Verdict verdict);
}
