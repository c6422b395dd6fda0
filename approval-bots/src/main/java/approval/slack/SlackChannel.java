// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel;
import approval.ApprovalRequest;

/// Cards in one Slack channel.
public final class SlackChannel implements ApprovalChannel {

    private final SlackApi slack;
    private final String channel;
    private final SlackCard card;

    public SlackChannel(SlackApi slack, SlackSettings settings) {
        this.slack = slack;
        this.channel = settings.channel();
        this.card = new SlackCard(settings.console());
    }

    @Override
    public String name() {
        return SlackSettings.CHANNEL;
    }

    @Override
    public String post(ApprovalRequest request) {
        return slack.post(channel, SlackCard.notification(request), card.blocks(request));
    }

    @Override
    public void update(String place, ApprovalRequest request) {
        slack.update(place, SlackCard.notification(request), card.blocks(request));
    }
}
