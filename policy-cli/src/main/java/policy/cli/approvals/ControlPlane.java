// SPDX-License-Identifier: Apache-2.0
package policy.cli.approvals;

import approval.Visible;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.cli.report.Json;

/// A gateway's control plane, as one person may ask it.
///
/// @param server where it is
/// @param token proves who asks
public record ControlPlane(URI server, String token) {

    /// How many characters of an id must be written at least.
    public static final int ID_MIN = 4;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /// A command of the most the gateway inspects, with every character escaped.
    private static final long BYTES_MAX = 400L << 20;
    /// In how many pages of what waits an id is looked for.
    private static final int PAGES_MAX = 10;

    private static final int ID_LENGTH = 36;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{" + ID_MIN + "," + ID_LENGTH + "}");
    private static final Pattern NEXT = Pattern.compile("[?&]after=([0-9A-Za-z-]+)");

    private static final String LIST = "/approvals?kind=";
    private static final JsonMapper JSON = new JsonMapper();

    /// What waits.
    ///
    /// @param after id of the last one, if there may be more behind it
    public record Page(List<JsonNode> requests, Optional<String> after) {}

    /// Without the token.
    @Override
    public String toString() {
        return "ControlPlane[" + server + "]";
    }

    /// @param after id of the request to go on behind
    public Page waiting(boolean reviews, Optional<String> after) throws NotDone {
        String kind = reviews ? "review" : "consent";
        HttpResponse<String> answer =
                asked(get(LIST + kind + after.map(id -> "&after=" + id).orElse("")));
        if (!(json(answer) instanceof ArrayNode listed)) {
            throw noControlPlane(answer.statusCode());
        }
        var requests = new ArrayList<JsonNode>();
        listed.forEach(requests::add);
        Matcher next = NEXT.matcher(answer.headers().firstValue("link").orElse(""));
        return new Page(requests, next.find() ? Optional.of(next.group(1)) : Optional.empty());
    }

    public ObjectNode one(String id) throws NotDone {
        return object(asked(get("/approvals/" + whole(id))));
    }

    /// @param act `approve`, `deny` or `revoke`
    /// @param reason empty for none
    public ObjectNode answer(String id, String act, String reason) throws NotDone {
        String body = Json.text(Json.object().put("reason", reason));
        return object(asked(request("/approvals/" + whole(id) + "/" + act)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }

    /// The id that begins so, of what waits for whoever asks.
    private String whole(String beginning) throws NotDone {
        if (!ID.matcher(beginning).matches()) {
            throw NotDone.unasked(
                    "`%s` is no id; `hpol approvals list` shows ids, of which the first %d characters are enough"
                            .formatted(Visible.of(beginning), ID_MIN));
        }
        if (beginning.length() == ID_LENGTH) {
            return beginning;
        }
        var found = new ArrayList<String>();
        collect(waiting(/* reviews= */ true, Optional.empty()), beginning, found);
        Optional<String> after = Optional.empty();
        for (int i = 0; i < PAGES_MAX && (i == 0 || after.isPresent()); i++) {
            Page page = waiting(/* reviews= */ false, after);
            collect(page, beginning, found);
            after = page.after();
        }
        if (found.size() > 1 || after.isPresent()) {
            throw NotDone.unasked("more than one request may begin with `%s`; write the whole id".formatted(beginning));
        }
        if (found.isEmpty()) {
            throw NotDone.unasked(
                    "no request that waits for you begins with `%s`; of one that is settled write the whole id"
                            .formatted(beginning));
        }
        return found.getFirst();
    }

    private static void collect(Page page, String beginning, List<String> found) {
        page.requests().stream()
                .map(request -> request.path("id").asText())
                .filter(id -> id.startsWith(beginning) && ID.matcher(id).matches())
                .forEach(found::add);
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER)
                .header("accept", "application/json")
                .header("authorization", "Bearer " + token);
    }

    private HttpResponse<String> asked(HttpRequest.Builder request) throws NotDone {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<String> answer =
                    client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
            if (answer.statusCode() == 200) {
                return answer;
            }
            throw told(answer);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw NotDone.unasked(
                    "no control plane answers at %s (%s); is the gateway running, and is that its `control` address? --server names another"
                            .formatted(server, why));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotDone.unasked("interrupted while waiting for " + server);
        }
    }

    private NotDone told(HttpResponse<String> answer) throws NotDone {
        int status = answer.statusCode();
        String detail = Visible.of(json(answer).path("detail").asText()).replace('\n', ' ');
        if (detail.isEmpty()) {
            throw noControlPlane(status);
        }
        return switch (status) {
            case 401 ->
                NotDone.unasked(
                        "you are not signed in: %s Get a token from your identity provider, then name its file with --token-file or put it into HPOL_TOKEN"
                                .formatted(detail));
            case 403, 409 -> NotDone.refused(detail);
            case 404 -> NotDone.unasked(detail + " `hpol approvals list` shows those that wait for you");
            default -> NotDone.unasked("the control plane answered %d: %s".formatted(status, detail));
        };
    }

    private ObjectNode object(HttpResponse<String> answer) throws NotDone {
        if (json(answer) instanceof ObjectNode object) {
            return object;
        }
        throw noControlPlane(answer.statusCode());
    }

    private JsonNode json(HttpResponse<String> answer) throws NotDone {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw noControlPlane(answer.statusCode());
        }
    }

    private NotDone noControlPlane(int status) {
        return NotDone.unasked(
                "%s is no control plane of hpol: what it answered (%d) is not what one says; --server names another"
                        .formatted(server, status));
    }
}
