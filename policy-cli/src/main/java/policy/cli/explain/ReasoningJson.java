// SPDX-License-Identifier: Apache-2.0
package policy.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import policy.cli.report.Json;
import policy.compiler.condition.ValueWording;
import policy.compiler.counterfactual.Change;
import policy.compiler.counterfactual.Counterfactual;
import policy.compiler.counterfactual.Counterfactuals;
import policy.compiler.grounds.RuleGrounds;
import policy.runtime.decision.Decision;

/// A reasoning for programs, `hpol.explain/1`.
public final class ReasoningJson {

    private final UnaryOperator<String> place;

    private ReasoningJson(UnaryOperator<String> place) {
        this.place = place;
    }

    /// @param place how a place `file:line:column` is shown
    public static JsonNode of(Reasoning reasoning, UnaryOperator<String> place) {
        var writer = new ReasoningJson(place);
        Decision decision = reasoning.decision();
        ObjectNode json = Json.object()
                .put("format", "hpol.explain/1")
                .put("decision", Counterfactuals.effect(decision).word());
        if (decision instanceof Decision.Deny deny) {
            json.put("code", deny.reason().code().name())
                    .put("message", deny.reason().message());
        }
        json.put("revision", decision.basis().revision().hash());
        json.set("because", Json.array(reasoning.grounds().deciding(), writer::rule));
        json.set("near", Json.array(reasoning.grounds().near(), writer::rule));
        json.put("nearOthers", reasoning.grounds().others());
        json.set("otherwise", Json.array(reasoning.otherwise(), ReasoningJson::otherwise));
        return json;
    }

    private JsonNode rule(RuleGrounds grounds) {
        ObjectNode json = Json.object()
                .put("id", grounds.rule().id())
                .put("effect", grounds.rule().effect().word())
                .put("place", place.apply(grounds.rule().place()));
        json.set("conditions", Json.array(grounds.parts(), ReasoningJson::condition));
        return json;
    }

    private static JsonNode condition(RuleGrounds.Part part) {
        ObjectNode json =
                Json.object().put("text", part.text()).put("holds", part.truth().word());
        json.set(
                "reads",
                Json.array(
                        part.reads(),
                        read -> Json.object().put("attribute", read.attribute()).put("value", read.value())));
        return json;
    }

    private static JsonNode otherwise(Counterfactual one) {
        ObjectNode json = Json.object().put("decision", one.decision().word());
        return switch (one) {
            case Counterfactual.Found(var _, List<List<Change>> changes, boolean smallest) ->
                json.put("found", true)
                        .put("smallest", smallest)
                        .set("changes", Json.array(changes, change -> Json.array(change, ReasoningJson::change)));
            case Counterfactual.Nothing _ -> json.put("found", false).put("tried", "all");
            case Counterfactual.Unknown(var _, int attributes) ->
                json.put("found", false).put("tried", "some").put("attributes", attributes);
        };
    }

    private static JsonNode change(Change change) {
        return Json.object()
                .put("attribute", change.term().shown())
                .put("before", ValueWording.of(change.before(), change.term().type()))
                .put("after", ValueWording.of(change.after(), change.term().type()))
                .put("text", ChangeWording.of(List.of(change)));
    }
}
