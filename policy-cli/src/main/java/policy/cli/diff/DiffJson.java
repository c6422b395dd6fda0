// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import policy.cli.report.Json;
import policy.compiler.changes.Change;
import policy.compiler.changes.Detail;
import policy.compiler.changes.Risk;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;
import policy.compiler.outline.Outline;
import policy.dsl.ast.Declaration.RuleDeclaration;

/// `hpol.diff/1`: what changed between two policy sets, as they are written and in what becomes of requests.
public final class DiffJson {

    private DiffJson() {}

    public static JsonNode of(Told told, Meant meant) {
        ObjectNode json = Json.object()
                .put("format", "hpol.diff/1")
                .put("same", told.difference().isEmpty())
                .put("proven", false);
        json.set("before", side(told.before(), told.difference().before()));
        json.set("after", side(told.after(), told.difference().after()));
        json.set("meaning", MeantJson.of(told, meant));
        ObjectNode counts = json.putObject("counts");
        for (Risk risk : Risk.values()) {
            counts.put(word(risk), told.difference().of(risk).size());
        }
        json.set("changes", Json.array(told.difference().changes(), change -> change(change, told)));
        json.set("restyled", Json.texts(told.restyled()));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode side(Side side, Outline outline) {
        ObjectNode json = Json.object().put("label", side.label()).put("errors", side.errors());
        side.revision().ifPresent(revision -> json.put("revision", revision.hash()));
        json.set(
                "unread",
                Json.texts(outline.unread().stream()
                        .map(span -> side.place(span.place()))
                        .toList()));
        return json;
    }

    private static JsonNode change(Change change, Told told) {
        ObjectNode json = Json.object()
                .put("risk", word(change.risk()))
                .put("what", word(change.what()))
                .put("kind", change.kind().word())
                .put("id", change.item().id());
        change.before().ifPresent(item -> json.set("before", item(item, told.before())));
        change.after().ifPresent(item -> json.set("after", item(item, told.after())));
        json.set("details", Json.array(change.details(), DiffJson::detail));
        if (change.kind() == Kind.LET || change.kind() == Kind.LIST) {
            json.set("usedBy", Json.texts(change.users()));
        }
        return json;
    }

    private static JsonNode item(Item item, Side side) {
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("place", side.place(item.place()))
                .put("text", item.text());
        if (item.declaration() instanceof RuleDeclaration rule) {
            json.put("effect", word(rule.effect())).put("observe", rule.observe());
        }
        return json;
    }

    private static JsonNode detail(Detail detail) {
        ObjectNode json = Json.object().put("risk", word(detail.risk())).put("what", detail.what());
        detail.before().ifPresent(text -> json.put("before", text));
        detail.after().ifPresent(text -> json.put("after", text));
        if (!detail.entries().isEmpty()) {
            json.set("added", Json.texts(detail.entries().added()));
            json.set("removed", Json.texts(detail.entries().removed()));
        }
        return json;
    }
}
