// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.reference.Interpreter;
import policy.compiler.test.TestCase.Expectation;
import policy.compiler.type.TypedRule;
import policy.compiler.written.WrittenRule;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;
import policy.tests.Delivery;
import policy.tests.Expectations;
import policy.tests.Parallel;
import policy.tests.Progress;

/// Changes one thing at a time about the rules and runs the tests again, by the reference meaning of the rules. A
/// change that no test notices shows what the tests do not hold fast.
///
/// Only tests whose request the changed rule answers otherwise than before are decided again: any other decision
/// is the one it was.
///
/// @param possible how many changes there are
/// @param tried how many of them were tried; fewer where there are more than [#MOST_MUTANTS]
/// @param survivors those that no test noticed, by place
public record MutationRun(int possible, int tried, List<Mutant> survivors) {

    /// How many changes are tried; of more, so many are taken evenly from all.
    public static final int MOST_MUTANTS = 20_000;

    public MutationRun {
        survivors = List.copyOf(survivors);
    }

    /// A test that passes on the rules as they are.
    ///
    /// @param answer see [Delivery]
    public record Example(AccessRequest request, Optional<String> answer, List<Expectation> expected) {
        public Example {
            expected = List.copyOf(expected);
        }
    }

    /// @param rules all of the policy set
    /// @param examples its tests; one that does not pass would notice every change
    public static MutationRun of(
            Revision revision, List<WrittenRule> rules, List<Example> examples, Progress progress) {
        List<Mutant> possible = rules.stream()
                .flatMap(rule -> Mutants.of(rule).stream())
                .sorted(Comparator.comparing(
                                (Mutant mutant) -> mutant.at().source().name())
                        .thenComparingInt(mutant -> mutant.at().start()))
                .toList();
        List<Mutant> tried = evenly(possible, MOST_MUTANTS);
        var judge = new Judge(revision, rules.stream().map(WrittenRule::rule).toList(), examples);
        List<Mutant> survivors = Parallel.map(
                        tried,
                        progress,
                        mutant -> judge.notices(mutant) ? Optional.<Mutant>empty() : Optional.of(mutant))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return new MutationRun(possible.size(), tried.size(), survivors);
    }

    static <T> List<T> evenly(List<T> all, int most) {
        return all.size() <= most
                ? all
                : IntStream.range(0, most)
                        .mapToObj(i -> all.get((int) ((long) i * all.size() / most)))
                        .toList();
    }

    public int noticed() {
        return tried - survivors.size();
    }

    /// Of those tried, how many were noticed, in per cent; rounded down, so that 100 means all.
    public int score() {
        return tried == 0 ? 100 : (int) (noticed() * 100L / tried);
    }

    private record Judge(Revision revision, List<TypedRule> rules, List<Example> examples) {

        boolean notices(Mutant mutant) {
            TypedRule before = mutant.of().rule();
            List<Example> concerned = examples.stream()
                    .filter(example ->
                            before.appliesTo(example.request().schema().protocol()))
                    .filter(example -> answersOtherwise(mutant, example.request()))
                    .toList();
            if (concerned.isEmpty()) {
                return false;
            }
            var changed = new Interpreter(revision, with(before, mutant.instead()));
            return concerned.stream()
                    .anyMatch(example -> !Expectations.allHold(
                            example.expected(), new Delivery(changed.decide(example.request()), example.answer())));
        }

        private static boolean answersOtherwise(Mutant mutant, AccessRequest request) {
            TypedRule before = mutant.of().rule();
            Truth was = Kleene.truth(before.condition(), request);
            Truth is = mutant.instead()
                    .map(rule -> Kleene.truth(rule.condition(), request))
                    .orElse(Truth.FALSE);
            boolean sameDemand = mutant.instead()
                    .filter(rule ->
                            rule.consequence().equals(before.consequence()) && rule.observe() == before.observe())
                    .isPresent();
            return was != is || (!sameDemand && was != Truth.FALSE);
        }

        private List<TypedRule> with(TypedRule before, Optional<TypedRule> instead) {
            return rules.stream()
                    .flatMap(rule -> rule.rule().id().equals(before.rule().id()) ? instead.stream() : Stream.of(rule))
                    .toList();
        }
    }
}
