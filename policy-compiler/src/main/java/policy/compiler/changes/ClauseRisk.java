// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Transform;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Name;

/// Which way a clause that came, went or changed points. Conditions are [ConditionChange]'s.
final class ClauseRisk {

    private static final List<String> ASSURANCES = List.of("chat", "sso", "webauthn");

    private ClauseRisk() {}

    static Risk of(Optional<Clause> before, Optional<Clause> after) {
        Clause clause = after.or(() -> before).orElseThrow();
        return switch (clause) {
            case Clause.Because _, Clause.Help _ -> Risk.NEUTRAL;
            // What restricts.
            case Clause.Ask _, Clause.ReasonRequired _, Clause.Channel _, Clause.Find _, Clause.Hide _ ->
                came(before, after, Risk.NARROWS);
            // What makes it easier to get or to keep a consent.
            case Clause.Escalate _, Clause.GrantOnce _, Clause.GrantFor _, Clause.Durable _, Clause.BreakGlass _ ->
                came(before, after, Risk.WIDENS);
            case Clause.Within _, Clause.AtMost _, Clause.Keep _ -> came(before, after, Risk.EITHER);
            case Clause.When _, Clause.Unless _, Clause.Invalid _ -> Risk.EITHER;
        };
    }

    private static Risk came(Optional<Clause> before, Optional<Clause> after, Risk ifNew) {
        if (before.isEmpty()) {
            return after.orElseThrow() instanceof Clause.GrantOnce ? Risk.NEUTRAL : ifNew;
        }
        if (after.isEmpty()) {
            return before.get() instanceof Clause.GrantOnce ? Risk.NEUTRAL : ifNew.reversed();
        }
        return changed(before.get(), after.get());
    }

    private static Risk changed(Clause before, Clause after) {
        if (before instanceof Clause.Ask was && after instanceof Clause.Ask is) {
            return asked(was, is);
        }
        if (before instanceof Clause.Within(Duration was, var _)
                && after instanceof Clause.Within(Duration is, var _)) {
            return more(is.compareTo(was));
        }
        if (before instanceof Clause.GrantOnce && after instanceof Clause.GrantFor) {
            return Risk.WIDENS;
        }
        if (before instanceof Clause.GrantFor && after instanceof Clause.GrantOnce) {
            return Risk.NARROWS;
        }
        if (before instanceof Clause.GrantFor was && after instanceof Clause.GrantFor is) {
            return was.scope().text().equals(is.scope().text()) ? more(is.time().compareTo(was.time())) : Risk.EITHER;
        }
        if (before instanceof Clause.Channel(Name was, var _) && after instanceof Clause.Channel(Name is, var _)) {
            return more(ASSURANCES.indexOf(is.text()) - ASSURANCES.indexOf(was.text()))
                    .reversed();
        }
        if (before instanceof Clause.AtMost was && after instanceof Clause.AtMost is) {
            return bounded(was, is);
        }
        return hidden(before, after);
    }

    private static Risk more(int difference) {
        return difference > 0 ? Risk.WIDENS : difference < 0 ? Risk.NARROWS : Risk.NEUTRAL;
    }

    private static Risk asked(Clause.Ask before, Clause.Ask after) {
        return who(before).equals(who(after)) ? more(quorum(before) - quorum(after)) : Risk.EITHER;
    }

    private static List<String> who(Clause.Ask ask) {
        return ask.steps().stream().map(step -> step.reviewers().span().text()).toList();
    }

    private static int quorum(Clause.Ask ask) {
        return ask.steps().stream().mapToInt(Clause.Step::quorum).sum();
    }

    private static Risk bounded(Clause.AtMost before, Clause.AtMost after) {
        boolean sameMeasure = before.unit().text().equals(after.unit().text())
                && before.per().equals(after.per())
                && texts(before.by()).equals(texts(after.by()));
        return sameMeasure ? more(Long.compare(after.amount(), before.amount())) : Risk.EITHER;
    }

    private static Set<String> texts(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.toSet());
    }

    /// What a mask hides, and how.
    private static Risk hidden(Clause before, Clause after) {
        Optional<Hiding> was = hiding(before);
        Optional<Hiding> is = hiding(after);
        if (was.isEmpty() || is.isEmpty()) {
            return Risk.EITHER;
        }
        Direction what = Entries.between(was.get().what(), is.get().what()).direction();
        Direction how = Direction.of(
                is.get().strength() > was.get().strength(),
                is.get().strength() < was.get().strength());
        return switch (Direction.together(List.of(what, how))) {
            case WEAKER -> Risk.NARROWS;
            case STRONGER -> Risk.WIDENS;
            case UNCLEAR, SAME -> Risk.EITHER;
        };
    }

    private record Hiding(List<String> what, int strength) {}

    private static Optional<Hiding> hiding(Clause clause) {
        return switch (clause) {
            case Clause.Find(List<Name> entities, Transform transform, var _) ->
                Optional.of(new Hiding(entities.stream().map(Name::text).toList(), strength(transform)));
            case Clause.Hide(var _, List<Declaration.Text> patterns, Transform transform, var _) ->
                Optional.of(
                        new Hiding(patterns.stream().map(Declaration.Text::text).toList(), strength(transform)));
            case Clause _ -> Optional.empty();
        };
    }

    /// As [policy.runtime.decision.Obligation.Transform#strength]; fewer characters left readable are stronger.
    private static int strength(Transform transform) {
        return switch (transform) {
            case Transform.Redact _ -> 3;
            case Transform.Hash _ -> 2;
            case Transform.Tokenise _ -> 1;
            case Transform.Partial(int last, var _) -> -last;
        };
    }
}
