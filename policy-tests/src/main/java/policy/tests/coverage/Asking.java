// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.written.Written;
import policy.compiler.written.WrittenRule;
import policy.runtime.request.AccessRequest;

/// Asks one rule's conditions of one request after the other, and counts the answers. Not for several threads.
final class Asking {

    private final WrittenRule rule;
    private final List<Written.Part> parts;
    private final Tally[] tallies;
    private Tally whole = Tally.NONE;
    /// The number of the part that is asked next, if it is asked.
    private int next;

    Asking(WrittenRule rule) {
        this.rule = rule;
        this.parts = rule.parts().toList();
        this.tallies = new Tally[parts.size()];
        Arrays.fill(tallies, Tally.NONE);
    }

    /// Whether the rule applies for certain. Requests of other protocols are not counted.
    boolean holds(AccessRequest request) {
        if (!rule.rule().appliesTo(request.schema().protocol())) {
            return false;
        }
        next = 0;
        Truth truth = Truth.TRUE;
        for (WrittenRule.Guard guard : rule.clauses()) {
            Truth found = ask(guard.written(), request, truth != Truth.FALSE);
            truth = truth.and(guard.unless() ? found.not() : found);
        }
        whole = whole.and(truth);
        return truth == Truth.TRUE;
    }

    /// @param needed whether the answer matters; if not, nothing is counted and the answer means nothing
    private Truth ask(Written written, AccessRequest request, boolean needed) {
        return switch (written) {
            case Written.Part part -> answer(part, request, needed);
            case Written.Not(Written operand, var _) ->
                ask(operand, request, needed).not();
            case Written.All(List<Written> operands, var _) -> {
                Truth truth = Truth.TRUE;
                for (Written operand : operands) {
                    truth = truth.and(ask(operand, request, needed && truth != Truth.FALSE));
                }
                yield truth;
            }
            case Written.Any(List<Written> operands, var _) -> {
                Truth truth = Truth.FALSE;
                for (Written operand : operands) {
                    truth = truth.or(ask(operand, request, needed && truth != Truth.TRUE));
                }
                yield truth;
            }
        };
    }

    private Truth answer(Written.Part part, AccessRequest request, boolean needed) {
        int number = next++;
        if (!needed) {
            return Truth.UNDETERMINED;
        }
        Truth truth = Kleene.truth(part.condition(), request);
        tallies[number] = tallies[number].and(truth);
        return truth;
    }

    Tally whole() {
        return whole;
    }

    /// Constants are left out: `true` is never false, and nobody can make it so.
    List<PartCoverage> parts() {
        return IntStream.range(0, parts.size())
                .filter(i -> !(parts.get(i).condition() instanceof Condition.Constant))
                .mapToObj(i -> new PartCoverage(parts.get(i).span(), tallies[i]))
                .toList();
    }
}
