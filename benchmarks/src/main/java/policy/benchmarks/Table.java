// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import policy.benchmarks.engine.Candidate;

/// Prints what was measured as tables of Markdown: a row an engine, a column a number of rules.
record Table(List<Measured> all, PrintWriter out) {

    void print() {
        List<String> shapes = all.stream().map(Measured::shape).distinct().toList();
        for (String shape : shapes) {
            print(shape, "ns a decision (times the index by hand)", this::ratio);
        }
        print(shapes.getFirst(), "bytes allocated a decision", one -> figure(one.bytes()));
        print(shapes.getFirst(), "ms to load", one -> figure(one.loadMillis()));
    }

    private void print(String shape, String title, Function<Measured, String> cell) {
        List<Measured> rows =
                all.stream().filter(one -> one.shape().equals(shape)).toList();
        List<Integer> numbers =
                rows.stream().map(Measured::rules).distinct().sorted().toList();
        out.printf("%n| %s: %s |", shape, title);
        numbers.forEach(rules -> out.printf(Locale.ROOT, " %,d |", rules));
        out.printf("%n|---|%s%n", "---|".repeat(numbers.size()));
        for (int threads : List.of(1, 2)) {
            for (Candidate candidate : Candidate.values()) {
                List<Measured> row = rows.stream()
                        .filter(one -> one.candidate() == candidate && one.threads() == threads)
                        .toList();
                if (!row.isEmpty()) {
                    out.printf("| %s |", candidate.words() + (threads == 1 ? "" : ", " + threads + " threads"));
                    numbers.forEach(rules ->
                            out.printf(" %s |", of(row, rules).map(cell).orElse("")));
                    out.printf("%n");
                }
            }
        }
        out.flush();
    }

    private String ratio(Measured one) {
        return all.stream()
                .filter(other -> other.candidate() == Candidate.INDEX
                        && other.shape().equals(one.shape())
                        && other.rules() == one.rules())
                .findFirst()
                .map(index -> figure(one.nanos()) + " (" + figure(one.nanos() / index.nanos()) + ")")
                .orElseGet(() -> figure(one.nanos()));
    }

    private static Optional<Measured> of(List<Measured> row, int rules) {
        return row.stream().filter(one -> one.rules() == rules).findFirst();
    }

    /// Two digits of small figures, none after the point of others.
    static String figure(double figure) {
        return String.format(Locale.ROOT, figure < 9.95 ? "%.1f" : "%,.0f", figure);
    }
}
