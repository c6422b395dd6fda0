// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.analysis.ChangeProof;
import policy.compiler.analysis.ChangeProver;
import policy.compiler.analysis.Shift;
import policy.compiler.changes.Risk;
import policy.protocols.Protocols;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.tests.witness.ProtocolMessages;
import policy.tests.witness.TestBlock;

/// What a change means for requests, and the words for it.
///
/// @param proof empty if a side does not compile
/// @param because why there is no proof
public record Meant(Optional<ChangeProof> proof, String because) {

    static final String SAME = "No request is decided otherwise: proved.";
    static final String NOT_WHOLE = "There are more classes of requests than the " + ChangeProver.MOST_CLASSES
            + " a protocol's are told apart in.";
    static final String WHAT_NEXT = "try a larger --budget, a smaller change, or tests of the cases you fear";
    /// How many classes are shown one by one; JSON has them all.
    static final int MOST_SHOWN = 20;

    /// @param budget the most branches of a protocol's diagrams
    public static Meant of(Told told, int budget) {
        for (Side side : List.of(told.before(), told.after())) {
            if (side.compilation().policies().isEmpty()) {
                return new Meant(
                        Optional.empty(), side.label() + " does not compile, so no request can be decided by it");
            }
        }
        var prover = new ChangeProver(
                side(told.before()),
                side(told.after()),
                Protocols.vocabulary(),
                new ProtocolMessages(Protocols.all()),
                budget);
        return new Meant(Optional.of(prover.prove()), "");
    }

    private static ChangeProver.Side side(Side side) {
        return new ChangeProver.Side(
                side.compilation().typed().rules(),
                side.compilation().policies().orElseThrow());
    }

    /// `same`, `changed` or `unknown`. What is shown counts before what nobody can tell.
    String result() {
        return proof.isEmpty()
                        || (proof.get().shifts().isEmpty() && !proof.get().isSame())
                ? "unknown"
                : proof.get().isSame() ? "same" : "changed";
    }

    /// Whether every request that is decided otherwise is told, or that there is none.
    boolean isProven() {
        return proof.filter(its -> its.isWhole() && its.unknown().isEmpty()).isPresent();
    }

    static String heading(Risk risk) {
        return switch (risk) {
            case WIDENS -> "Lets more through";
            case EITHER -> "Goes either way";
            case NARROWS -> "Lets less through";
            case NEUTRAL -> "Changes nothing";
        };
    }

    /// What becomes another, without the protocol: `was denied by shop.a, now allowed`.
    static String title(Shift shift) {
        return switch (shift.what()) {
            case Shift.What.Decided(Rule by, boolean byBefore) ->
                "was " + decided(shift.before().effect(), by, byBefore, ", as no rule allowed it") + "; now "
                        + decided(shift.after().effect(), by, !byBefore, ", as no rule allows it");
            case Shift.What.Demanded(Effect effect, List<String> before, List<String> after) -> {
                String what = effect == Effect.APPROVE ? "approval by" : effect.word();
                String was = String.join(", ", before);
                String is = String.join(", ", after);
                yield after.isEmpty()
                        ? what + " " + was + " no longer " + (effect == Effect.APPROVE ? "needed" : "applied")
                        : before.isEmpty()
                                ? what + " " + is + " now " + (effect == Effect.APPROVE ? "needed" : "applied")
                                        + ", too"
                                : what + " " + was + " became " + is;
            }
        };
    }

    private static String decided(Effect effect, Rule by, boolean isBy, String byNone) {
        String word = switch (effect) {
            case ALLOW -> "allowed";
            case DENY -> "denied";
            case APPROVE -> "held for approval";
            case MASK, LIMIT, RECORD -> throw new IllegalArgumentException("no outcome: " + effect);
        };
        // Classes are made by the rules that deny, so what the other side denies is denied by none.
        return word + (isBy ? " by " + by.id() : effect == Effect.DENY ? byNone : "");
    }

    /// How the side before decides the request that shows it, and by which rules.
    static String before(Shift shift, Side side) {
        List<String> demands = shift.what() instanceof Shift.What.Demanded(var _, List<String> gone, var _)
                ? gone
                : shift.before().demands();
        return outcome(shift, shift.before(), demands, side);
    }

    /// How the side after does.
    static String after(Shift shift, Side side) {
        List<String> demands = shift.what() instanceof Shift.What.Demanded(var _, var _, List<String> fresh)
                ? fresh
                : shift.after().demands();
        return outcome(shift, shift.after(), demands, side);
    }

    private static String outcome(Shift shift, Shift.Outcome outcome, List<String> demands, Side side) {
        String by = outcome.rules().isEmpty() ? "" : " by " + String.join(", ", rules(outcome.rules(), side));
        String word = outcome.effect().word();
        return switch (shift.what()) {
            case Shift.What.Decided _ ->
                word
                        + (by.isEmpty() && outcome.effect() == Effect.DENY ? ", as no rule allows it" : by)
                        + (demands.isEmpty() ? "" : "; with " + String.join("; ", demands));
            case Shift.What.Demanded(Effect effect, var _, var _) ->
                word
                        + (demands.isEmpty() ? " without that " : ", ")
                        + effect.word()
                        + (demands.isEmpty() ? "" : " " + String.join("; ", demands) + by);
        };
    }

    static List<String> rules(List<Rule> rules, Side side) {
        return rules.stream()
                .map(rule -> rule.id() + " (" + side.place(rule.place()) + ")")
                .toList();
    }

    /// The request that shows it, and what becomes of it now. It fails on the side before, unless what changed is a
    /// demand that tests do not tell apart.
    static String test(Shift shift) {
        String expected = shift.after().effect().word();
        if (shift.what() instanceof Shift.What.Demanded(Effect effect, var _, var _) && effect != Effect.APPROVE) {
            boolean demanded = shift.after().demands().stream().anyMatch(demand -> demand.startsWith(effect.word()));
            expected += (demanded ? ", " : ", no ") + effect.word();
        }
        return TestBlock.of(title(shift), shift.witness(), expected);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// What nobody can tell: of which requests, why, and which rules have to do with it.
    static List<String> told(ChangeProof.Unknown unknown, Told told) {
        return Stream.of(
                        Stream.of(unknown.protocol() + "  " + unknown.because()),
                        unknown.values().stream().map(values -> "    " + values),
                        rules(unknown.before(), told.before()).stream().map(rule -> "    before  " + rule),
                        rules(unknown.after(), told.after()).stream().map(rule -> "    after   " + rule))
                .flatMap(lines -> lines)
                .toList();
    }
}
