// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;

/// What stands at the top level of a policy file. Each begins with its doc: the text of the `///` lines before it,
/// without the slashes; empty if there are none.
public sealed interface Declaration {

    Span span();

    /// `import org.people as people`: reaches the lets and lists of another policy, as `people.NAME`.
    ///
    /// @param alias the word before the dot; without one it is the last word of the policy's name
    record ImportDeclaration(Name policy, Optional<Name> alias, Span span) implements Declaration {}

    /// `let cardholder = ["cards", "payouts"]`, `let owned_by(team) = resource.name in …`.
    ///
    /// @param parameters names that stand for values in the let; empty for most
    record LetDeclaration(String doc, Name name, List<Name> parameters, Expression value, Span span)
            implements Declaration {
        public LetDeclaration {
            parameters = List.copyOf(parameters);
        }
    }

    /// `list blocked from "blocked.csv" column "name"`: a list of texts that stands in a file beside the policy.
    ///
    /// @param file path relative to the file the declaration stands in; its ending says how it is read
    /// @param column which column (CSV) or member (JSON) holds the items; without one, the first, or each item
    ///     itself
    record ListDeclaration(String doc, Name name, Text file, Optional<Text> column, Span span) implements Declaration {}

    /// `allow engineers_read on http { … }`.
    ///
    /// @param observe whether the rule is only watched: what it would do is recorded, and not done
    /// @param protocol the word after `on`; may be `any`
    record RuleDeclaration(
            String doc, boolean observe, Effect effect, Name name, Name protocol, List<Clause> clauses, Span span)
            implements Declaration {
        public RuleDeclaration {
            clauses = List.copyOf(clauses);
        }
    }

    /// The effect keywords of rules.
    enum Effect {
        ALLOW,
        DENY,
        APPROVE,
        MASK,
        LIMIT,
        RECORD
    }

    /// `test "…" for sql in [ … ] { … }`.
    ///
    /// @param table the rows to run it for; without one it runs once
    record TestDeclaration(
            String doc,
            Text title,
            Optional<Table> table,
            List<Given> givens,
            List<Expectation> expectations,
            Span span)
            implements Declaration {
        public TestDeclaration {
            givens = List.copyOf(givens);
            expectations = List.copyOf(expectations);
        }
    }

    /// `for name in [ … ]`, `for who, path in [["ana", "/a"], …]`: the test runs once for each row, with the names
    /// standing for its values.
    record Table(List<Name> names, List<Expression> rows, Span span) {
        public Table {
            names = List.copyOf(names);
            rows = List.copyOf(rows);
        }
    }

    /// One part of a test's request: `subject { … }`, `resource { … }`, `context { … }`, a protocol's sample
    /// (`http { … }`, `sql "…"`), or the `answer "…"` that comes back.
    record Given(Name part, Expression value, Span span) {}

    /// One item after `expect`.
    sealed interface Expectation {

        Span span();

        /// `deny by secrets_in_prompt`, `no mask by m`, `deny because "…"`.
        ///
        /// @param negated whether `no` stands before it; only before what adds up, such as `mask`
        /// @param outcome `allow`, `deny`, `approve`, `mask`, `limit`, `record` or `observe`
        /// @param rule the rule that must be among those that made it
        /// @param message what the reason must contain
        record Outcome(boolean negated, Name outcome, Optional<Name> rule, Optional<Text> message, Span span)
                implements Expectation {}

        /// `masked "card [credit_card]"`: what becomes of the `answer`.
        record Masked(Text text, Span span) implements Expectation {}

        record Invalid(Span span) implements Expectation {}
    }

    /// `invariant contractors_never_write on sql { subject in group("contractors") and sql.writes implies deny }`:
    /// what must hold for every request, whatever the rules.
    ///
    /// @param outcomes `allow`, `deny`, `approve`: one of them must come out wherever the premise holds
    record InvariantDeclaration(
            String doc, Name name, Name protocol, Expression premise, List<Name> outcomes, Span span)
            implements Declaration {
        public InvariantDeclaration {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// A quoted text without templates.
    record Text(String text, Span span) {}

    /// Stands where text did not parse; a diagnostic tells about it.
    record Invalid(Span span) implements Declaration {}
}
