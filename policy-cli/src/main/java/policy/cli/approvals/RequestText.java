// SPDX-License-Identifier: Apache-2.0
package policy.cli.approvals;

import approval.Visible;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Approval requests as a terminal shows them. Whatever others chose is written so that it hides nothing.
///
/// @param now what times are told as a distance from
/// @param zone the reader's
public record RequestText(Instant now, ZoneId zone) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH);

    private static final List<String> HEAD = List.of("ID", "ASKED", "UNTIL", "WHO", "WHAT", "NEEDS");

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /// A line each, below a heading.
    public List<String> table(List<JsonNode> requests) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        requests.forEach(request -> rows.add(row(request)));
        var widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private List<String> row(JsonNode request) {
        String who = StreamSupport.stream(request.path("requester").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" for "));
        String what = "%s on %s (%s)"
                .formatted(
                        request.path("verb").asText(),
                        request.path("resource").asText(),
                        request.path("env").asText());
        return List.of(
                flat(request.path("id").asText()),
                distance(request, "created"),
                distance(request, "until"),
                flat(who),
                flat(what),
                flat(request.path("missing").asText()));
    }

    /// The whole of it, in the order of a card.
    public List<String> card(JsonNode request) {
        var lines = new ArrayList<String>();
        boolean pending = request.path("state").asText().equals("pending");
        lines.add(flat(request.path("title").asText()));
        lines.add(flat(request.path("headline").asText()) + (pending ? "" : ", " + at(request, "since")));
        lines.add("");
        part(lines, "asked by", request.path("people").asText());
        lines.add("exactly this will run:");
        Visible.of(request.path("command").asText()).lines().forEach(line -> lines.add("    " + line));
        lines.add("");
        request.path("asks").forEach(ask -> {
            part(
                    lines,
                    "rule",
                    "%s (%s)"
                            .formatted(
                                    ask.path("rule").asText(), ask.path("place").asText()));
            part(lines, "because", ask.path("because").asText());
        });
        part(lines, "policy", request.path("revision").asText());
        part(lines, "claim", quoted(request.path("claim").asText()));
        part(lines, "good for", request.path("scope").asText());
        if (pending) {
            part(lines, "until", at(request, "until"));
            part(lines, "needs", request.path("missing").asText() + ", not the requester");
        }
        request.path("verdicts").forEach(verdict -> part(lines, "answer", answer(verdict)));
        part(lines, "note", request.path("note").asText());
        part(lines, "id", request.path("id").asText());
        return lines;
    }

    /// What became of an answer, in a line.
    public static String outcome(JsonNode request) {
        String missing = request.path("missing").asText();
        boolean pending = request.path("state").asText().equals("pending");
        String state = pending
                ? "counted; it needs " + missing
                : request.path("headline").asText();
        return flat(request.path("title").asText()) + ": " + flat(state);
    }

    private String answer(JsonNode verdict) {
        String reason = verdict.path("reason").asText();
        return "%s by %s over %s, %s%s"
                .formatted(
                        verdict.path("yes").asBoolean() ? "yes" : "no",
                        verdict.path("reviewer").asText(),
                        verdict.path("channel").asText(),
                        at(verdict, "at"),
                        reason.isBlank() ? "" : ": " + reason);
    }

    private static String quoted(String claim) {
        return claim.isBlank() ? "" : "\"" + claim + "\", as the requester says";
    }

    private static void part(List<String> lines, String label, String text) {
        if (!text.isBlank()) {
            List<String> shown = Visible.of(text).lines().toList();
            lines.add("%-10s %s".formatted(label, shown.getFirst()));
            shown.stream().skip(1).forEach(more -> lines.add(" ".repeat(11) + more));
        }
    }

    private String at(JsonNode json, String field) {
        Instant instant = Instant.parse(json.path(field).asText());
        return "%s (%s)".formatted(TIME.withZone(zone).format(instant), distance(instant));
    }

    private String distance(JsonNode json, String field) {
        return distance(Instant.parse(json.path(field).asText()));
    }

    private String distance(Instant instant) {
        long seconds = Duration.between(now, instant).toSeconds();
        String shown = distance(Math.abs(seconds));
        return seconds < 0 ? shown + " ago" : "in " + shown;
    }

    private static String distance(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    private static String flat(String text) {
        return Visible.of(text).replace('\n', ' ');
    }
}
