// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;
import policy.runtime.request.Vocabulary;

/// Answers small questions about conditions for all requests, so many of them and no more: "no" means no or that nobody
/// can tell within the budget, so what is said on a "yes" is true.
public final class Meanings {

    /// The most questions about one policy set. Most of them take some ten microseconds.
    static final int MOST_QUESTIONS = 2_000;
    /// The most branches of the diagram of one question.
    private static final int MOST_BRANCHES = 20_000;
    /// The most states of the automaton that follows the tests of one text.
    private static final int MOST_STATES = 500;

    private final Vocabulary vocabulary;
    private int left = MOST_QUESTIONS;
    /// Most questions are about parts of the rule that the one before was about.
    private Space last = Space.of(List.of(), MOST_BRANCHES, MOST_STATES);

    /// @param vocabulary of the policies that are asked about
    public Meanings(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    private interface Question {
        boolean isSo(Space space, int lawful) throws OverBudget;
    }

    /// Conditions of rules `on any` read what all protocols have in common, so one protocol tells for all.
    private boolean ask(Optional<String> protocol, List<Condition> conditions, Question question) {
        if (left == 0) {
            return false;
        }
        left--;
        Schema schema = protocol.flatMap(vocabulary::schema)
                .orElseGet(() -> vocabulary.schemas().getFirst());
        try {
            if (!last.knows(conditions)) {
                last = Space.of(conditions, MOST_BRANCHES, MOST_STATES);
            }
            return question.isSo(last, last.lawful(schema));
        } catch (OverBudget nobodyCanTell) {
            return false;
        }
    }

    /// Whether no request makes a condition true or leaves it undetermined.
    public boolean isNever(Optional<String> protocol, Condition condition) {
        return isCorrelated(protocol, condition)
                && ask(
                        protocol,
                        List.of(condition),
                        (space, lawful) -> space.diagrams()
                                        .and(lawful, space.sets(condition).isNotFalse())
                                == Diagrams.NONE);
    }

    /// Whether no request makes a condition true.
    public boolean isNeverTrue(Optional<String> protocol, Condition condition) {
        return isCorrelated(protocol, condition)
                && ask(
                        protocol,
                        List.of(condition),
                        (space, lawful) -> space.diagrams()
                                        .and(lawful, space.sets(condition).isTrue())
                                == Diagrams.NONE);
    }

    /// Whether every request makes a condition true.
    public boolean isAlways(Optional<String> protocol, Condition condition) {
        return isCorrelated(protocol, condition)
                && ask(
                        protocol,
                        List.of(condition),
                        (space, lawful) -> space.diagrams()
                                        .without(lawful, space.sets(condition).isTrue())
                                == Diagrams.NONE);
    }

    /// Whether two conditions are true of the same requests and, if that matters, undetermined of the same.
    ///
    /// @param onlyTruth whether it does not matter where they are undetermined
    public boolean areSame(Optional<String> protocol, Condition one, Condition other, boolean onlyTruth) {
        return ask(protocol, List.of(one, other), (space, lawful) -> {
            Diagrams diagrams = space.diagrams();
            Space.Sets some = space.sets(one);
            Space.Sets others = space.sets(other);
            return diagrams.and(lawful, some.isTrue()) == diagrams.and(lawful, others.isTrue())
                    && (onlyTruth
                            || diagrams.and(lawful, some.isNotFalse()) == diagrams.and(lawful, others.isNotFalse()));
        });
    }

    /// Whether one condition is true wherever another is and, if that matters, not false wherever the other is not.
    ///
    /// @param onlyTruth whether it does not matter where they are undetermined
    public boolean covers(Optional<String> protocol, Condition wide, Condition narrow, boolean onlyTruth) {
        return ask(protocol, List.of(narrow, wide), (space, lawful) -> {
            Diagrams diagrams = space.diagrams();
            Space.Sets outer = space.sets(wide);
            Space.Sets inner = space.sets(narrow);
            return isWithin(diagrams, lawful, inner.isTrue(), outer.isTrue())
                    && (onlyTruth || isWithin(diagrams, lawful, inner.isNotFalse(), outer.isNotFalse()));
        });
    }

    /// Whether one condition is true or undetermined wherever another is true.
    public boolean mayCover(Optional<String> protocol, Condition wide, Condition narrow) {
        return ask(
                protocol,
                List.of(narrow, wide),
                (space, lawful) -> isWithin(
                        space.diagrams(),
                        lawful,
                        space.sets(narrow).isTrue(),
                        space.sets(wide).isNotFalse()));
    }

    private static boolean isWithin(Diagrams diagrams, int lawful, int inner, int outer) throws OverBudget {
        return diagrams.without(diagrams.and(lawful, inner), outer) == Diagrams.NONE;
    }

    /// Whether parts of a condition have to do with each other: only then is it worth a question. Where each part
    /// asks something else, some request makes them all true, and another one all false.
    public boolean isCorrelated(Optional<String> protocol, Condition condition) {
        var asked = new HashSet<Place>();
        List<Atom> atoms = Condition.atoms(condition).distinct().toList();
        boolean again = atoms.stream().anyMatch(atom -> !asked.add(Place.of(atom.term())) || isSettled(atom));
        return again || repeats(condition) || isBound(protocol, asked);
    }

    private static boolean repeats(Condition condition) {
        return Condition.atoms(condition).count()
                > Condition.atoms(condition).distinct().count();
    }

    /// Whether it names all the words there are.
    private static boolean isSettled(Atom atom) {
        return atom.test() instanceof Test.OneOf(Set<String> texts)
                && atom.term().type() instanceof Type.Choice(var _, List<String> words)
                && texts.containsAll(words);
    }

    private boolean isBound(Optional<String> protocol, Set<Place> asked) {
        return protocol.flatMap(vocabulary::schema).stream()
                .flatMap(schema -> schema.laws().stream())
                .anyMatch(law ->
                        Stream.of(law.premise(), law.conclusion()).allMatch(attribute -> asks(asked, attribute)));
    }

    private static boolean asks(Set<Place> asked, Attribute attribute) {
        return asked.stream().anyMatch(place -> place.attribute().equals(attribute));
    }
}
