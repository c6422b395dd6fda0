// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel;
import approval.ApprovalRequest;
import approval.ReviewerDirectory;
import approval.State;
import java.util.Optional;
import policy.runtime.request.Subject;

/// Tells whoever asked, in a message of its own, what became of it: a person with a linked account, for itself and for
/// all that acts for it.
public final class SlackAsker implements ApprovalChannel {

    /// The channel's name in cards.
    public static final String NAME = "slack-asker";

    private final SlackApi slack;
    private final SlackSettings settings;
    private final ReviewerDirectory directory;

    public SlackAsker(SlackApi slack, SlackSettings settings, ReviewerDirectory directory) {
        this.slack = slack;
        this.settings = settings;
        this.directory = directory;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Not before there is something to tell, and not of what the asker knows: that its client left.
    @Override
    public boolean wants(ApprovalRequest request) {
        return request.state() != State.PENDING
                && request.state() != State.CANCELLED
                && account(request).isPresent();
    }

    @Override
    public String post(ApprovalRequest request) {
        String user = account(request).orElseThrow();
        return slack.post(user, SlackCard.notification(request), SlackCard.outcome(request));
    }

    @Override
    public void update(String place, ApprovalRequest request) {
        slack.update(place, SlackCard.notification(request), SlackCard.outcome(request));
    }

    private Optional<String> account(ApprovalRequest request) {
        Subject asker = request.requester().chain().getLast();
        return directory.account(SlackSettings.CHANNEL, asker).flatMap(settings::user);
    }
}
