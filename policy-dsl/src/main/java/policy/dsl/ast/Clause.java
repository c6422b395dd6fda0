// SPDX-License-Identifier: Apache-2.0
package policy.dsl.ast;

import java.time.Duration;
import java.util.List;
import policy.dsl.source.Span;

/// What stands between the braces of a rule. Which effect may have which clause is the compiler's to check.
public sealed interface Clause {

    Span span();

    /// `when condition`; several are joined with and.
    record When(Expression condition, Span span) implements Clause {}

    /// `unless condition`: `when not condition`.
    record Unless(Expression condition, Span span) implements Clause {}

    /// `because "… {attribute} …"`.
    record Because(Template message, Span span) implements Clause {}

    /// `help "https://…"`.
    record Help(String text, Span span) implements Clause {}

    /// `ask 2 of group("dba")`.
    record Ask(int quorum, String group, Span groupSpan, Span span) implements Clause {}

    /// `within 15m`.
    record Within(Duration limit, Span span) implements Clause {}

    /// `find credit_card, iban as redact`.
    record Find(List<Name> entities, Transform transform, Span span) implements Clause {
        public Find {
            entities = List.copyOf(entities);
        }
    }

    /// `redact`, `hash`, `partial(last: 4)`.
    sealed interface Transform {
        Span span();

        record Redact(Span span) implements Transform {}

        record Hash(Span span) implements Transform {}

        record Partial(int last, Span span) implements Transform {}
    }

    /// A message with attributes in braces; `{{` and `}}` stand for a brace.
    record Template(List<Part> parts, Span span) {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    sealed interface Part {
        record Literal(String text, Span span) implements Part {}

        record Hole(Name attribute, Span span) implements Part {}
    }

    record Invalid(Span span) implements Clause {}
}
