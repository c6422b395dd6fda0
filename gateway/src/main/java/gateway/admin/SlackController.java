// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.slack.SlackEvents;
import com.slack.api.bolt.response.Response;
import gateway.approval.ApprovalOffice;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where Slack's requests come in. They prove themselves by their signature over the very bytes of the
/// body, so the body is taken as bytes. Without Slack in the configuration there is nothing here.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = ApprovalOffice.class)
final class SlackController {

    private static final System.Logger LOG = System.getLogger(SlackController.class.getName());

    private final Optional<SlackEvents> slack;

    SlackController(ApprovalOffice office) {
        this.slack = office.slackEvents();
    }

    @Post(value = "/slack/events", consumes = MediaType.ALL)
    HttpResponse<?> receive(HttpRequest<?> request, @Body byte[] body) {
        if (slack.isEmpty()) {
            return HttpResponse.notFound();
        }
        Map<String, List<String>> headers = request.getHeaders().names().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> request.getHeaders().getAll(name), (a, b) -> a));
        try {
            Response response = slack.get().receive(headers, body);
            return response.getBody() == null
                    ? HttpResponse.status(HttpStatus.valueOf(response.getStatusCode()))
                    : HttpResponse.status(HttpStatus.valueOf(response.getStatusCode()))
                            .contentType(response.getContentType())
                            .body(response.getBody());
        } catch (Exception e) { // Bolt declares no less; Slack shows the person that the press did not work
            LOG.log(System.Logger.Level.ERROR, "a click could not be kept", e);
            return HttpResponse.serverError();
        }
    }
}
