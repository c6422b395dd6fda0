// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.List;
import java.util.Optional;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.type.Scope.Slot;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Entity;

/// What is at hand while one rule is read: what it may speak about, the lets, and where to tell of mistakes.
record Reading(Scope scope, Lets lets, Report report) {

    void mistake(Code code, String message, Span at, String label, String... help) {
        Diagnostic diagnostic = Diagnostic.of(code, message, at, label, help);
        report.add(lets.use()
                .filter(use -> !use.equals(at))
                .map(use -> diagnostic.withSecondary(use, "used here"))
                .orElse(diagnostic));
    }

    /// The attribute of this name; a mistake is told if there is none, or if it may be missing at this place.
    Optional<Slot> readable(Name name, Facts facts) {
        Optional<Slot> slot = attribute(name);
        if (slot.isPresent() && !facts.allowReading(slot.get().attribute())) {
            mistake(
                    Code.P303,
                    "`" + name.text() + "` is read without knowing that it is there",
                    name.span(),
                    "not every request has it",
                    "write `has " + name.text() + " and …` before it");
            return Optional.empty();
        }
        return slot;
    }

    /// The attribute of this name, there or not.
    Optional<Slot> attribute(Name name) {
        Optional<Slot> slot = scope.slot(name.text());
        if (slot.isEmpty()) {
            mistake(
                    Code.P203,
                    "unknown attribute `" + name.text() + "`",
                    name.span(),
                    "not an attribute of " + scope.requests(),
                    Suggestion.among(scope.names(), name.text(), "its attributes are"));
        }
        return slot;
    }

    /// For a name without dots that is no let, and no word of the set expected here.
    void unknownName(Name name, String... help) {
        if (name.text().indexOf('.') >= 0) {
            attribute(name);
            return;
        }
        if (!lets.complete()) {
            report.silentMistake();
            return;
        }
        List<String> whole = scope.names().stream()
                .filter(attribute -> attribute.endsWith("." + name.text()))
                .toList();
        mistake(
                Code.P204,
                "unknown name `" + name.text() + "`",
                name.span(),
                "not declared in this policy",
                whole.size() == 1
                        ? new String[] {"did you mean `" + whole.getFirst() + "`?"}
                        : help.length > 0 ? help : Suggestion.among(lets.names(), name.text(), "its lets are"));
    }

    /// The entity of this name; a mistake is told if there is none.
    Optional<String> entity(Name name) {
        List<String> known = scope.entities().stream().map(Entity::name).toList();
        if (known.contains(name.text())) {
            return Optional.of(name.text());
        }
        mistake(
                Code.P205,
                "unknown entity `" + name.text() + "`",
                name.span(),
                "nothing of this name can be found in text",
                Suggestion.among(known, name.text(), "the entities are"));
        return Optional.empty();
    }
}
