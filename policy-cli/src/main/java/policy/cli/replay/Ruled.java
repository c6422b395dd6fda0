// SPDX-License-Identifier: Apache-2.0
package policy.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Decision.Deny;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Decision.Permit;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;

/// A decision as far as two can be compared: what is decided, asked and demanded; not which rule does, nor its words.
///
/// @param asks of reviewers; empty if the record does not hold them all
/// @param obligations empty if the record does not hold them all
/// @param rules that made the decision
record Ruled(
        String effect, Optional<SortedSet<String>> asks, Optional<SortedSet<String>> obligations, List<String> rules) {

    private static final Pattern MASK = Pattern.compile("(find|column|field|header) (.*) as (.*)");

    Ruled {
        rules = List.copyOf(rules);
    }

    static Ruled of(Decision decision) {
        Effect effect = switch (decision) {
            case Permit _ -> Effect.ALLOW;
            case Deny _ -> Effect.DENY;
            case NeedsApproval _ -> Effect.APPROVE;
        };
        var asks = new TreeSet<String>();
        var obligations = new TreeSet<String>();
        switch (decision) {
            case Permit(var _, List<Obligation> all) -> add(all, obligations);
            case NeedsApproval(var _, List<Ask> asked, List<Obligation> all) -> {
                asked.forEach(ask -> asks.add(ask(
                        ask.quorum(), ask.reviewers().written(), ask.within().toSeconds())));
                add(all, obligations);
            }
            case Deny _ -> {}
        }
        List<String> rules = decision.basis().rules().stream()
                .filter(rule -> rule.effect() == effect)
                .map(Rule::id)
                .toList();
        return new Ruled(effect.word(), Optional.of(asks), Optional.of(obligations), rules);
    }

    private static void add(Collection<Obligation> all, SortedSet<String> obligations) {
        all.forEach(obligation ->
                obligations.addAll(parts(obligation.rule().effect().word(), obligation.written())));
    }

    private static String ask(long quorum, String of, long seconds) {
        return quorum + " of " + of + " within " + seconds + "s";
    }

    /// One for each thing that is hidden: whether one rule hides two or two rules one each is the same.
    private static List<String> parts(String effect, String how) {
        Matcher mask = MASK.matcher(how);
        return mask.matches()
                ? List.of(mask.group(2).split(", ")).stream()
                        .map(what -> "mask " + mask.group(1) + " " + what + " as " + mask.group(3))
                        .toList()
                : List.of(effect + " " + how);
    }

    /// As a record tells it. One that was decided with a reviewer's consent was held for approval before.
    static Ruled of(JsonNode record) {
        boolean granted = record.has("grant");
        String effect = granted ? Effect.APPROVE.word() : record.path("effect").asText();
        var asks = new TreeSet<String>();
        record.path("asks")
                .forEach(ask -> asks.add(ask(
                        ask.path("quorum").asLong(),
                        ask.path("of").asText(),
                        ask.path("seconds").asLong())));
        var obligations = new TreeSet<String>();
        boolean cut = record.has("obligations_omitted");
        for (JsonNode obligation : record.path("obligations")) {
            cut |= !obligation.path("how").isTextual();
            obligations.addAll(
                    parts(obligation.path("do").asText(), obligation.path("how").asText()));
        }
        var rules = new TreeSet<String>();
        for (JsonNode rule : record.path("rules")) {
            if (rule.path("effect").asText().equals(effect)) {
                rules.add(rule.path("id").asText());
            }
        }
        return new Ruled(
                effect,
                granted || record.has("asks_omitted") ? Optional.empty() : Optional.of(asks),
                cut ? Optional.empty() : Optional.of(obligations),
                List.copyOf(rules));
    }

    /// Whether nothing that both know is another.
    boolean isLike(Ruled other) {
        return effect.equals(other.effect) && alike(asks, other.asks) && alike(obligations, other.obligations);
    }

    private static boolean alike(Optional<SortedSet<String>> one, Optional<SortedSet<String>> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /// What is another than in the other one: `allow`, or with the same effect what was asked or demanded.
    String unlike(Ruled other) {
        if (!effect.equals(other.effect)) {
            return effect;
        }
        var own = new TreeSet<String>();
        if (!alike(asks, other.asks)) {
            asks.ifPresent(own::addAll);
        }
        if (!alike(obligations, other.obligations)) {
            var all = new TreeSet<>(obligations.orElse(new TreeSet<>()));
            all.removeAll(other.obligations.orElse(new TreeSet<>()));
            own.addAll(all);
        }
        return effect + (own.isEmpty() ? " without" : ", " + String.join(", ", own));
    }
}
