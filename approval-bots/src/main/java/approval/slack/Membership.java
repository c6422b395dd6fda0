// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import com.slack.api.model.User;
import java.util.Optional;

/// Who in a workspace may answer at all: whoever its administrators have made a full member of it.
final class Membership {

    private Membership() {}

    static Optional<String> objection(SlackSettings settings, User user) {
        boolean member = settings.teamId().equals(user.getTeamId())
                && !user.isDeleted()
                && !user.isBot()
                && !user.isRestricted()
                && !user.isUltraRestricted()
                && !user.isStranger();
        return member ? Optional.empty() : Optional.of("Only full members of this workspace can answer.");
    }
}
