// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalChannel;
import approval.Approvals;
import approval.ReviewerDirectory;
import approval.slack.ClickDesk;
import approval.slack.SlackApi;
import approval.slack.SlackApp;
import approval.slack.SlackAsker;
import approval.slack.SlackChannel;
import approval.slack.SlackEvents;
import approval.slack.SlackGuard;
import approval.slack.SlackSettings;
import approval.slack.SlackSettings.Delivery;
import approval.slack.SlackSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// Everything approvals need in Slack, put together.
final class SlackBranch implements AutoCloseable {

    /// The channels that get a card of every request.
    static final List<String> CHANNELS = List.of(SlackSettings.CHANNEL, SlackAsker.NAME);

    private final List<ApprovalChannel> channels;
    private final ClickDesk clicks;
    private final SlackApp app;
    private final Optional<SlackEvents> events;
    private final Optional<SlackSocket> socket;

    /// @param soon called when there is something to look after; must not block
    /// @param threads runs calls to Slack, which block
    SlackBranch(
            SlackSettings settings,
            ApprovalOffice.Stores stores,
            ReviewerDirectory directory,
            Approvals approvals,
            Runnable soon,
            Executor threads,
            InstantSource clock) {
        var api = new SlackApi(settings);
        channels = List.of(new SlackChannel(api, settings), new SlackAsker(api, settings, directory));
        clicks = new ClickDesk(settings, stores.clicks(), api, directory, approvals, stores.cards(), threads);
        app = new SlackApp(settings, stores.clicks(), soon, api, threads);
        switch (settings.delivery()) {
            case Delivery.Signed signed -> {
                events =
                        Optional.of(new SlackEvents(new SlackGuard(settings, signed, stores.signatures(), clock), app));
                socket = Optional.empty();
            }
            case Delivery.Socket(String appToken) -> {
                events = Optional.empty();
                socket = Optional.of(new SlackSocket(settings, appToken, app, threads));
            }
        }
    }

    List<ApprovalChannel> channels() {
        return channels;
    }

    /// What is to be done in every round.
    Stream<Runnable> errands() {
        return Stream.concat(Stream.of(clicks), socket.stream());
    }

    /// Where Slack's requests go, if it sends any.
    Optional<SlackEvents> events() {
        return events;
    }

    @Override
    public void close() {
        socket.ifPresent(SlackSocket::close);
        app.close();
    }
}
