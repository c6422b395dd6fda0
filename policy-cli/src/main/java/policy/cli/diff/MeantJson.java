// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import policy.cli.report.Json;
import policy.compiler.analysis.ChangeProof;
import policy.compiler.analysis.Shift;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;

/// What a change means for requests, as `meaning` of `hpol.diff/1`.
final class MeantJson {

    private MeantJson() {}

    static JsonNode of(Told told, Meant meant) {
        ObjectNode json = Json.object().put("result", meant.result());
        if (meant.proof().isEmpty()) {
            json.put("because", meant.because());
        }
        ChangeProof proof = meant.proof().orElse(new ChangeProof(List.of(), List.of(), /* isWhole= */ false));
        json.put("whole", proof.isWhole());
        json.set("classes", Json.array(proof.shifts(), shift -> shift(shift, told)));
        json.set("unknown", Json.array(proof.unknown(), unknown -> unknown(unknown, told)));
        return json;
    }

    private static JsonNode shift(Shift shift, Told told) {
        ObjectNode json = Json.object()
                .put("risk", Meant.word(shift.risk()))
                .put("protocol", shift.protocol())
                .put("title", Meant.title(shift));
        switch (shift.what()) {
            case Shift.What.Decided(Rule by, var _) ->
                json.put("what", "decision").put("by", by.id());
            case Shift.What.Demanded(Effect effect, List<String> before, List<String> after) -> {
                json.put("what", effect.word());
                json.set("gone", Json.texts(before));
                json.set("new", Json.texts(after));
            }
        }
        json.set("before", outcome(shift.before(), told.before()));
        json.set("after", outcome(shift.after(), told.after()));
        return json.put("test", Meant.test(shift));
    }

    private static JsonNode outcome(Shift.Outcome outcome, Side side) {
        ObjectNode json = Json.object().put("decision", outcome.effect().word());
        json.set("rules", rules(outcome.rules(), side));
        json.set("demands", Json.texts(outcome.demands()));
        return json;
    }

    private static JsonNode unknown(ChangeProof.Unknown unknown, Told told) {
        ObjectNode json = Json.object().put("protocol", unknown.protocol()).put("because", unknown.because());
        unknown.values().ifPresent(values -> json.put("values", values));
        json.set("before", rules(unknown.before(), told.before()));
        json.set("after", rules(unknown.after(), told.after()));
        return json;
    }

    private static JsonNode rules(List<Rule> rules, Side side) {
        return Json.array(
                rules,
                rule -> Json.object()
                        .put("id", rule.id())
                        .put("effect", rule.effect().word())
                        .put("place", side.place(rule.place())));
    }
}
