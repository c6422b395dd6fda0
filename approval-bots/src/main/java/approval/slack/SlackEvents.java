// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What Slack sends to an address of ours, signed.
public final class SlackEvents {

    private static final System.Logger LOG = System.getLogger(SlackEvents.class.getName());

    private final SlackGuard guard;
    private final SlackApp app;

    public SlackEvents(SlackGuard guard, SlackApp app) {
        this.guard = guard;
        this.app = app;
    }

    /// @param headers by name; looked up whatever their case
    public Response receive(Map<String, List<String>> headers, byte[] body) throws Exception {
        var names = new RequestHeaders(headers);
        SlackGuard.Passage passage =
                guard.check(all(names, SlackGuard.TIMESTAMP), all(names, SlackGuard.SIGNATURE), body);
        return switch (passage) {
            case SlackGuard.Passage.Closed closed -> {
                LOG.log(System.Logger.Level.WARNING, "a request to the Slack endpoint was refused: {0}", closed.why());
                yield Response.error(closed.status());
            }
            case SlackGuard.Passage.Open open -> app.run(open.body(), names);
        };
    }

    private static List<String> all(RequestHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getMultipleValues(name), List.of());
    }
}
