// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.slack.SlackSettings;
import approval.slack.SlackSettings.Delivery;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Slack's Web API as strict as Slack, or stricter: token, method, content type, arguments, Block Kit.
/// What it finds wrong is answered as Slack would and kept in [#faults], which must be empty in the end.
public final class FakeSlack implements AutoCloseable {

    static final String TEAM = "T0TEAM";
    static final String APP = "A0HPOL";
    static final String CHANNEL = "C0CARDS";
    static final String TOKEN = "xoxb-fake";
    static final String APP_TOKEN = "xapp-fake";
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Queue<Trouble> NONE = new ConcurrentLinkedQueue<>();

    private final HttpServer server;
    private boolean examined;
    private String scopes = "";
    private @Nullable FakeSlackSocket socket;
    private final AtomicInteger clock = new AtomicInteger();
    private final Map<String, Message> messages = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Set<String> triggers = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();

    /// Cards as they were posted, in order.
    public final LinkedBlockingQueue<Message> posts = new LinkedBlockingQueue<>();
    /// Cards as they were updated, in order.
    public final LinkedBlockingQueue<Message> updates = new LinkedBlockingQueue<>();
    /// Messages to single users, as they were posted and updated, in order.
    public final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    /// Dialogues as they were opened, in order.
    public final LinkedBlockingQueue<Dialogue> dialogues = new LinkedBlockingQueue<>();
    /// What single users were told.
    public final LinkedBlockingQueue<Whisper> whispers = new LinkedBlockingQueue<>();
    /// What a client of Slack must not do.
    public final List<String> faults = new CopyOnWriteArrayList<>();
    /// Every call by its method.
    public final List<String> calls = new CopyOnWriteArrayList<>();

    public record Message(String ts, String text, JsonNode blocks) {

        /// The button with this action, if the card has it.
        Optional<JsonNode> button(String action) {
            return Optional.ofNullable(blocks.findParent("action_id"))
                    .flatMap(any -> blocks.findParents("action_id").stream()
                            .filter(button -> button.path("action_id").asText().equals(action))
                            .findFirst());
        }
    }

    /// A message to one user alone.
    public record Note(String user, String text, JsonNode blocks) {}

    /// @param user who pressed what opened it
    public record Dialogue(String user, JsonNode view) {}

    public record Whisper(String user, String text) {}

    public record User(String team, Set<String> flags) {}

    /// What the next call meets instead of an answer.
    public enum Trouble {
        RATE_LIMITED,
        UNAVAILABLE,
        DROPPED_BEFORE,
        DROPPED_AFTER,
        NOT_IN_CHANNEL,
        NOT_JSON,
        TOO_LATE
    }

    public FakeSlack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/", this::serve);
        server.start();
    }

    public SlackSettings settings(Optional<URI> console) {
        return settings(new Delivery.Signed(SECRET), console);
    }

    /// For Socket Mode.
    SlackSettings socketSettings() throws InterruptedException {
        socket = new FakeSlackSocket();
        return settings(new Delivery.Socket(APP_TOKEN), Optional.empty());
    }

    private SlackSettings settings(Delivery delivery, Optional<URI> console) {
        var api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
        return new SlackSettings(TOKEN, delivery, APP, TEAM, CHANNEL, api, console);
    }

    FakeSlackSocket socket() {
        return Objects.requireNonNull(socket, "not in Socket Mode");
    }

    public void user(String id, String team, String... flags) {
        users.put(id, new User(team, Set.of(flags)));
    }

    /// Lets a doctor look, who finds these scopes.
    void examined(String with) {
        examined = true;
        scopes = with;
    }

    /// All cards that are up.
    Collection<Message> messages() {
        return messages.values();
    }

    /// The next calls of this method run into these, one each; messages to single users do not.
    public void next(String method, Trouble... next) {
        troubles.computeIfAbsent(method, any -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /// The card as everybody sees it now.
    public Message message(String ts) {
        return messages.get(ts);
    }

    public void delete(String ts) {
        messages.remove(ts);
    }

    @Override
    public void close() {
        server.stop(0);
        if (socket != null) {
            socket.close();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().substring("/api/".length());
        calls.add(method);
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> arguments = arguments(body);
            String where = arguments.getOrDefault("channel", CHANNEL);
            Trouble trouble =
                    where.equals(CHANNEL) ? troubles.getOrDefault(method, NONE).poll() : null;
            if (trouble != null && trouble != Trouble.DROPPED_AFTER) {
                meet(exchange, trouble);
                return;
            }
            ObjectNode answer = answer(exchange, method, arguments);
            if (trouble == null) { // else it was done, and the connection ends without an answer
                send(exchange, 200, answer.toString());
            }
        } catch (RuntimeException e) {
            faults.add(method + ": " + e);
        }
    }

    private static void meet(HttpExchange exchange, Trouble trouble) throws IOException {
        switch (trouble) {
            case RATE_LIMITED -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
            }
            case UNAVAILABLE -> send(exchange, 503, "upstream connect error");
            case NOT_IN_CHANNEL -> send(exchange, 200, "{\"ok\":false,\"error\":\"not_in_channel\"}");
            case TOO_LATE -> send(exchange, 200, "{\"ok\":false,\"error\":\"expired_trigger_id\"}");
            case NOT_JSON -> send(exchange, 200, "<html>maintenance</html>");
            case DROPPED_BEFORE, DROPPED_AFTER -> {}
        }
    }

    private ObjectNode answer(HttpExchange exchange, String method, Map<String, String> arguments) {
        demand(exchange.getRequestMethod().equals("POST"), method + " by " + exchange.getRequestMethod());
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        demand(type.startsWith("application/x-www-form-urlencoded"), method + " as " + type);
        String token = method.equals("apps.connections.open") ? APP_TOKEN : TOKEN;
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error("invalid_auth");
        }
        return switch (method) {
            case "chat.postMessage" -> post(arguments);
            case "chat.update" -> update(arguments);
            case "views.open" -> open(arguments);
            case "apps.connections.open" -> ok().put("url", socket().address().toString());
            case "chat.postEphemeral" -> whisper(arguments);
            case "users.info" -> user(arguments);
            case "auth.test" -> {
                demand(examined, "auth.test by what is no doctor");
                exchange.getResponseHeaders().set("x-oauth-scopes", scopes);
                yield ok().put("team_id", TEAM)
                        .put("team", "corp")
                        .put("user", "hpol")
                        .put("user_id", "U0HPOL")
                        .put("bot_id", "B0HPOL");
            }
            case "bots.info" -> {
                only(arguments, Set.of("bot"));
                ObjectNode answer = ok();
                answer.putObject("bot").put("id", "B0HPOL").put("app_id", APP);
                yield answer;
            }
            case "chat.delete" -> {
                only(arguments, Set.of("channel", "ts"));
                yield messages.remove(arguments.get("ts")) == null ? error("message_not_found") : ok();
            }
            default -> {
                demand(false, "unexpected call of " + method);
                yield error("unknown_method");
            }
        };
    }

    private ObjectNode post(Map<String, String> arguments) {
        only(arguments, examined ? Set.of("channel", "text") : Set.of("channel", "text", "blocks"));
        String channel = arguments.get("channel");
        if (users.containsKey(channel)) {
            notes.add(new Note(channel, arguments.get("text"), blocks(arguments)));
            return ok().put("channel", "D" + channel).put("ts", "1700000000.000001");
        }
        demand(CHANNEL.equals(channel), "channel_not_found");
        String ts = "1700000000.%06d".formatted(clock.incrementAndGet());
        var message = new Message(ts, arguments.get("text"), examined ? JSON.createArrayNode() : blocks(arguments));
        messages.put(ts, message);
        posts.add(message);
        return ok().put("channel", CHANNEL).put("ts", ts);
    }

    private ObjectNode update(Map<String, String> arguments) {
        only(arguments, Set.of("channel", "ts", "text", "blocks"));
        String ts = arguments.get("ts");
        String user = arguments.get("channel").substring(1);
        if (users.containsKey(user)) {
            notes.add(new Note(user, arguments.get("text"), blocks(arguments)));
            return ok().put("channel", "D" + user).put("ts", ts);
        }
        if (!CHANNEL.equals(arguments.get("channel")) || !messages.containsKey(ts)) {
            return error("message_not_found");
        }
        var message = new Message(ts, arguments.get("text"), blocks(arguments));
        messages.put(ts, message);
        updates.add(message);
        return ok().put("channel", CHANNEL).put("ts", ts);
    }

    /// A trigger is good for one dialogue; ours name who pressed.
    private ObjectNode open(Map<String, String> arguments) {
        only(arguments, Set.of("trigger_id", "view"));
        String[] trigger = arguments.get("trigger_id").split("\\.");
        demand(trigger.length == 3 && triggers.add(arguments.get("trigger_id")), "exchanged_trigger_id");
        try {
            JsonNode view = JSON.readTree(arguments.get("view"));
            faults.addAll(BlockKit.modalFaults(view));
            dialogues.add(new Dialogue(trigger[1], view));
            return ok();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ObjectNode whisper(Map<String, String> arguments) {
        only(arguments, Set.of("channel", "user", "text"));
        demand(CHANNEL.equals(arguments.get("channel")), "channel_not_found");
        whispers.add(new Whisper(arguments.get("user"), arguments.get("text")));
        return ok().put("message_ts", "1700000000.999999");
    }

    private ObjectNode user(Map<String, String> arguments) {
        only(arguments, Set.of("user"));
        User user = users.get(arguments.get("user"));
        if (user == null) {
            return error("user_not_found");
        }
        ObjectNode answer = ok();
        ObjectNode about =
                answer.putObject("user").put("id", arguments.get("user")).put("team_id", user.team());
        for (String flag : List.of("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")) {
            about.put(flag, user.flags().contains(flag));
        }
        return answer;
    }

    private JsonNode blocks(Map<String, String> arguments) {
        try {
            JsonNode blocks = JSON.readTree(arguments.get("blocks"));
            faults.addAll(BlockKit.faults(blocks));
            return blocks;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Exactly these, all there and none empty; flags that say no are let pass.
    private void only(Map<String, String> arguments, Set<String> names) {
        var present = new HashMap<>(arguments);
        present.values().removeIf("0"::equals);
        demand(present.keySet().equals(names), "arguments " + present.keySet());
        demand(present.values().stream().noneMatch(String::isEmpty), "empty argument");
        demand(present.getOrDefault("text", "").length() <= 4000, "text too long");
    }

    private void demand(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static Map<String, String> arguments(String form) {
        var arguments = new HashMap<String, String>();
        if (form.isEmpty()) {
            return arguments;
        }
        for (String pair : form.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            arguments.put(
                    URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return arguments;
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode error(String error) {
        return JSON.createObjectNode().put("ok", false).put("error", error);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
