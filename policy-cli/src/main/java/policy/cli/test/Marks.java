// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;
import policy.tests.coverage.Coverage;
import policy.tests.coverage.PartCoverage;
import policy.tests.coverage.RuleCoverage;
import policy.tests.coverage.Tally;

/// What is to be coloured in one source: the names of rules and their conditions, by where they begin. They never
/// overlap; a condition in a let is marked once for all rules that use it.
final class Marks {

    /// From worst to best, by the class in the style sheet.
    enum Shade {
        bad,
        some,
        good;

        /// Of several on one line: the one they share, or in between.
        static Shade ofAll(Collection<Shade> shades) {
            return shades.stream().distinct().count() == 1 ? shades.iterator().next() : some;
        }
    }

    /// @param told what to show beside it
    record Mark(Span span, Shade shade, String told) {
        private Mark and(Mark other) {
            return new Mark(span, Shade.ofAll(List.of(shade, other.shade)), told + "; " + other.told);
        }
    }

    private final SortedMap<Integer, Mark> byStart = new TreeMap<>();

    private Marks() {}

    static Marks of(Coverage coverage, String source) {
        var marks = new Marks();
        for (RuleCoverage rule : coverage.rules()) {
            marks.add(source, ofRule(rule));
            rule.parts()
                    .forEach(part ->
                            marks.add(source, ofPart(part, rule.rule().rule().rule())));
        }
        return marks;
    }

    private void add(String source, Mark mark) {
        if (mark.span().source().name().equals(source)) {
            byStart.merge(mark.span().start(), mark, Mark::and);
        }
    }

    private static Mark ofRule(RuleCoverage rule) {
        Shade shade = rule.covered() ? Shade.good : rule.tally().yes() > 0 ? Shade.some : Shade.bad;
        String told =
                rule.missing().map(what -> what + "; ").orElse("") + "decides " + times(rule.decided()) + ", applies "
                        + times(rule.tally().yes()) + " of " + rule.tally().asked();
        return new Mark(rule.rule().rule().span(), shade, told);
    }

    private static Mark ofPart(PartCoverage part, Rule rule) {
        Tally tally = part.tally();
        Optional<String> missing = part.missing();
        Shade shade = missing.isEmpty() ? Shade.good : tally.asked() == 0 ? Shade.bad : Shade.some;
        String told =
                "in " + rule.name() + ": " + missing.map(what -> what + "; ").orElse("")
                        + "true " + times(tally.yes()) + ", false " + times(tally.no())
                        + (tally.unclear() == 0 ? "" : ", undetermined " + times(tally.unclear()));
        return new Mark(part.span(), shade, told);
    }

    private static String times(int count) {
        return count + "×";
    }

    /// Those that share a character with this part of the source, in order.
    List<Mark> within(int start, int end) {
        var found = new ArrayList<Mark>();
        for (Mark mark : byStart.headMap(end).values()) {
            if (mark.span().end() > start) {
                found.add(mark);
            }
        }
        return found;
    }
}
