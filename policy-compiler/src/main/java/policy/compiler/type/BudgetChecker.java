// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Term;
import policy.compiler.type.Consequence.Keep;
import policy.compiler.type.Consequence.Limit;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.source.Span;
import policy.runtime.decision.Obligation.Kept;
import policy.runtime.decision.Obligation.Unit;
import policy.runtime.request.Type;

/// Reads what a `limit` rule lets through, and what a `record` rule keeps.
final class BudgetChecker {

    /// The longest stretch of time one budget may be for.
    static final Duration LONGEST_PERIOD = Duration.ofDays(366);
    /// The shortest.
    static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    /// The longest anything can be demanded to be kept.
    static final Duration LONGEST_KEPT = Duration.ofDays(100L * 365);
    /// By how many attributes a budget may be counted apart.
    static final int MOST_KEYS = 8;

    private final Reading reading;

    BudgetChecker(Reading reading) {
        this.reading = reading;
    }

    /// @param because what stands in the rule besides
    Optional<Limit> limit(Clause.AtMost written, Facts known, Optional<Message> because, Optional<String> help) {
        if (written.amount() < 1) {
            outOfRange("the amount", written.span(), "it is at least 1; to let nothing through, write a `deny` rule");
        }
        if (written.per().compareTo(SHORTEST_PERIOD) < 0 || written.per().compareTo(LONGEST_PERIOD) > 0) {
            outOfRange("`per`", written.span(), "it takes 1s to " + LONGEST_PERIOD.toDays() + "d");
        }
        if (written.by().size() > MOST_KEYS) {
            outOfRange("`by`", written.span(), "it takes up to " + MOST_KEYS + " attributes");
        }
        var by = new ArrayList<Term>();
        for (Name name : written.by()) {
            reading.readable(name, known)
                    .filter(term -> makesBudgets(term, name))
                    .ifPresent(by::add);
        }
        return Words.read(written.unit(), Unit.class, "unit", reading)
                .map(unit -> new Limit(written.amount(), unit, written.per(), List.copyOf(by), because, help));
    }

    private boolean makesBudgets(Term term, Name written) {
        boolean right = !term.attribute().searched()
                && switch (term.type()) {
                    case Type.Text _, Type.Int _, Type.Bool _, Type.Choice _, Type.Address _ -> true;
                    case Type.ListOf(Type element) -> element instanceof Type.Text || element instanceof Type.Choice;
                    case Type.Open _, Type.Size _, Type.Duration _, Type.Time _ -> false;
                };
        if (!right) {
            reading.mistake(
                    Code.P314,
                    "`" + term.shown() + "` makes no budgets",
                    written.span(),
                    kind(term) + ", which is another with nearly every request",
                    "count by who calls or by what is called, such as `subject.id`");
        }
        return right;
    }

    private static String kind(Term term) {
        if (term.attribute().searched()) {
            return "it is what the caller wrote";
        }
        return term.type() instanceof Type.Open
                ? "it is whatever the caller puts there"
                : "it is " + Kinds.of(term.type());
    }

    Optional<Keep> keep(Clause.Keep written) {
        written.time()
                .filter(time -> !time.isPositive() || time.compareTo(LONGEST_KEPT) > 0)
                .ifPresent(_ -> outOfRange("`keep`", written.span(), "it takes more than 0 and at most 100 years"));
        return Words.read(written.what(), Kept.class, "record", reading).map(kept -> new Keep(kept, written.time()));
    }

    private void outOfRange(String what, Span at, String label) {
        reading.mistake(Code.P103, what + " is out of range", at, label);
    }
}
