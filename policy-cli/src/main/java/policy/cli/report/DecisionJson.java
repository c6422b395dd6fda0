// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.trace.Explanation;

/// `hpol.eval/1`: what was decided, and why.
public final class DecisionJson {

    private DecisionJson() {}

    /// @param place of a rule as it is to be shown
    /// @param trace whether to tell the path through the decision tree
    public static JsonNode of(Explanation explanation, UnaryOperator<String> place, boolean trace) {
        Decision decision = explanation.decision();
        ObjectNode json = Json.object().put("format", "hpol.eval/1");
        switch (decision) {
            case Decision.Permit permit -> {
                json.put("decision", "allow");
                json.set("obligations", obligations(permit.obligations()));
            }
            case Decision.Deny deny -> {
                json.put("decision", "deny");
                json.set("reason", reason(deny.reason()));
            }
            case Decision.NeedsApproval asking -> {
                json.put("decision", "approve");
                json.set("asks", Json.array(asking.asks(), DecisionJson::ask));
                json.set("obligations", obligations(asking.obligations()));
            }
        }
        json.set("rules", Json.array(decision.basis().rules(), rule -> rule(rule, place)));
        json.set("observed", Json.array(decision.basis().observed(), rule -> rule(rule, place)));
        json.put("revision", decision.basis().revision().hash());
        if (trace) {
            json.set("trace", Json.array(explanation.steps(), DecisionJson::step));
        }
        return json;
    }

    private static JsonNode reason(Reason reason) {
        ObjectNode json = Json.object().put("code", reason.code().name()).put("message", reason.message());
        reason.help().ifPresent(help -> json.put("help", help));
        reason.rule().ifPresent(rule -> json.put("rule", rule.id()));
        return json;
    }

    private static JsonNode ask(Ask ask) {
        ApprovalTerms terms = ask.terms();
        ObjectNode json = Json.object()
                .put("rule", ask.rule().id())
                .put("clause", ask.line())
                .put("step", ask.step())
                .put("quorum", ask.quorum())
                .put("of", ask.reviewers().written())
                .put("withinSeconds", ask.within().toSeconds())
                .put("because", ask.because())
                .put("reasonRequired", terms.reasonRequired())
                .put("channel", terms.channel().word())
                .put("durable", terms.durable());
        json.set("grant", grant(terms.grant()));
        terms.escalation()
                .ifPresent(later -> json.putObject("escalate")
                        .put("afterSeconds", later.after().toSeconds())
                        .put("to", later.to().written()));
        terms.breakGlass()
                .ifPresent(glass -> json.putObject("breakGlass")
                        .put("by", glass.by().written())
                        .put("review", glass.review().written())
                        .put("withinSeconds", glass.within().toSeconds()));
        return json;
    }

    private static JsonNode grant(ApprovalTerms.GrantScope grant) {
        return switch (grant) {
            case ApprovalTerms.GrantScope.Once() -> Json.object().put("of", "once");
            case ApprovalTerms.GrantScope.For(Duration time, ApprovalTerms.GrantScope.Same same) ->
                Json.object().put("of", AskText.word(same)).put("forSeconds", time.toSeconds());
        };
    }

    private static JsonNode obligations(List<Obligation> obligations) {
        return Json.array(obligations, DecisionJson::obligation);
    }

    private static JsonNode obligation(Obligation obligation) {
        ObjectNode json = Json.object()
                .put("rule", obligation.rule().id())
                .put("do", obligation.rule().effect().word());
        return switch (obligation) {
            case Obligation.Mask(var _, Obligation.Hidden hidden, Obligation.Transform transform) ->
                transform(hidden(json, hidden), transform);
            case Obligation.Limit(var _, long amount, Obligation.Unit unit, Duration per, String key) ->
                json.put("atMost", amount)
                        .put("unit", unit.word())
                        .put("perSeconds", per.toSeconds())
                        .put("key", key);
            case Obligation.Keep(var _, Obligation.Kept kept, Optional<Duration> time) -> {
                json.put("keep", kept.word());
                time.ifPresent(some -> json.put("forSeconds", some.toSeconds()));
                yield json;
            }
        };
    }

    private static ObjectNode hidden(ObjectNode json, Obligation.Hidden hidden) {
        return switch (hidden) {
            case Obligation.Hidden.Entities(var names) -> json.set("find", Json.texts(names));
            case Obligation.Hidden.Columns(var patterns) -> json.set("column", Json.texts(patterns));
            case Obligation.Hidden.Members(var paths) -> json.set("field", Json.texts(paths));
            case Obligation.Hidden.Headers(var names) -> json.set("header", Json.texts(names));
        };
    }

    private static JsonNode transform(ObjectNode json, Obligation.Transform transform) {
        return switch (transform) {
            case Obligation.Transform.Redact() -> json.put("as", "redact");
            case Obligation.Transform.Hash() -> json.put("as", "hash");
            case Obligation.Transform.Tokenise() -> json.put("as", "tokenise");
            case Obligation.Transform.Partial(int last) ->
                json.put("as", "partial").put("last", last);
        };
    }

    private static JsonNode rule(Rule rule, UnaryOperator<String> place) {
        return Json.object()
                .put("id", rule.id())
                .put("effect", rule.effect().word())
                .put("place", place.apply(rule.place()));
    }

    private static JsonNode step(Explanation.Step step) {
        return Json.object().put("node", step.node()).put("test", step.test()).put("answer", step.answer());
    }
}
