// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.condition.Term;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Type;

/// What is at hand while one rule is read: what it may speak about, what names stand for, and where to tell of
/// mistakes.
///
/// @param items the items that conditions of `some` and `every` around this place are about, outermost first; only
///     the last may be spoken of
record Reading(Scope scope, Lets lets, Report report, List<Term> items) {

    Reading {
        items = List.copyOf(items);
    }

    Reading(Scope scope, Lets lets, Report report) {
        this(scope, lets, report, List.of());
    }

    /// For what is asked of one item.
    Reading about(Term item) {
        return new Reading(
                scope,
                lets,
                report,
                Stream.concat(items.stream(), Stream.of(item)).toList());
    }

    void mistake(Code code, String message, Span at, String label, String... help) {
        report.add(lets.frame().explained(Diagnostic.of(code, message, at, label, help)));
    }

    /// What a name reads of the request; a mistake is told if it reads nothing, or if that may be missing at this
    /// place.
    Optional<Term> readable(Expression.Reference reference, Facts facts) {
        Optional<Term> term = term(reference);
        if (term.isPresent() && !facts.allowReading(term.get().attribute())) {
            Attribute attribute = term.get().attribute();
            mistake(
                    Code.P303,
                    "`" + attribute.name() + "` is read without knowing that it is there",
                    reference.span(),
                    "not every request has it",
                    "write `has " + attribute.name() + " and …` before it");
            return Optional.empty();
        }
        return term;
    }

    /// The same for a name alone.
    Optional<Term> readable(Name name, Facts facts) {
        return readable(new Expression.Reference(name, List.of(), name.span()), facts);
    }

    /// The same for a name in the braces of a message.
    ///
    /// @param braces with what they hold
    Optional<Term> inMessage(Name name, Span braces, Facts facts) {
        String text = braces.source().text();
        boolean dollar = braces.start() > 0 && text.charAt(braces.start() - 1) == '$';
        boolean known = scope.term(name.text()).isPresent()
                || lets.isLocal(name.text())
                || new Hints(this).attribute(name.text()).length > 0;
        if (!dollar || known || name.text().indexOf('.') >= 0) {
            return readable(name, facts);
        }
        mistake(
                Code.P203,
                "unknown attribute `" + name.text() + "`",
                name.span(),
                "not an attribute of " + scope.requests(),
                "braces hold an attribute, such as `{resource.name}`; `$` is no part of it, and for braces write `{{`");
        return Optional.empty();
    }

    /// What a name reads, there or not.
    Optional<Term> term(Expression.Reference reference) {
        String written = reference.name().text();
        Optional<Term> item = lets.item(written.split("\\.", 2)[0]);
        if (item.isPresent()) {
            return ofItem(reference, item.get());
        }
        Optional<Term> term = scope.term(written);
        if (term.isEmpty()) {
            unknownAttribute(reference.name());
            return Optional.empty();
        }
        if (!items.isEmpty()) {
            notTheItem(reference.span(), "this is of the request as a whole");
            return Optional.empty();
        }
        return member(reference, term.get(), List.of());
    }

    private Optional<Term> ofItem(Expression.Reference reference, Term item) {
        if (items.isEmpty() || !items.getLast().equals(item)) {
            notTheItem(reference.span(), "this is an item of another list");
            return Optional.empty();
        }
        List<String> words = Arrays.asList(reference.name().text().split("\\."));
        return member(reference, item, words.subList(1, words.size()));
    }

    private Optional<Term> member(Expression.Reference reference, Term outer, List<String> names) {
        var path = new ArrayList<>(outer.path());
        path.addAll(names);
        reference.keys().forEach(key -> path.add(key.text()));
        if (path.size() == outer.path().size()) {
            return Optional.of(outer);
        }
        if (outer.type() instanceof Type.Open) {
            return Optional.of(new Term(outer.attribute(), outer.slot(), path, Type.OPEN));
        }
        mistake(Code.P311, "`" + outer.shown() + "` has no members", reference.span(), Kinds.of(outer));
        return Optional.empty();
    }

    /// Told where the condition of `some` or `every` reads something else than its item.
    void notTheItem(Span at, String label) {
        mistake(
                Code.P312,
                "the condition behind `satisfies` speaks of `" + items.getLast().shown() + "` only",
                at,
                label,
                "ask this outside, with `and` or `or`");
    }

    private void unknownAttribute(Name name) {
        if (report.isFull(name.span()) || lets.frame().policy().doubtful().isImported(name.text())) {
            report.silentMistake();
            return;
        }
        Optional<Namespace> imported = lets.imported(name.text());
        if (imported.isPresent()) {
            unknownInImport(name, imported.get());
            return;
        }
        if (lets.isLocal(name.text().split("\\.", 2)[0])) {
            mistake(
                    Code.P311,
                    "`" + name.text() + "` asks a parameter for a member",
                    name.span(),
                    "a parameter stands for a whole value",
                    "give the member itself to the `let`");
            return;
        }
        String first = name.text().split("\\.", 2)[0];
        if (lets.mayDeclare(first) && !scope.roots().contains(first)) {
            report.silentMistake();
            return;
        }
        String[] nearest = Nearest.help(name.text(), scope.names());
        String[] hints = nearest.length > 0 ? nearest : new Hints(this).attribute(name.text());
        mistake(
                Code.P203,
                "unknown attribute `" + name.text() + "`",
                name.span(),
                "not an attribute of " + scope.requests(),
                hints.length > 0 ? hints : Suggestion.among(scope.names(), name.text(), "its attributes are"));
    }

    private void unknownInImport(Name name, Namespace imported) {
        String wanted = name.text().substring(name.text().indexOf('.') + 1);
        if (imported.mayDeclare(wanted)) {
            report.silentMistake();
            return;
        }
        List<String> known = Stream.concat(imported.lets().keySet().stream(), imported.lists().keySet().stream())
                .sorted()
                .toList();
        mistake(
                Code.P204,
                "`" + imported.policy() + "` has no let or list `" + wanted + "`",
                name.span(),
                "imported from there",
                Suggestion.among(known, wanted, "it has"));
    }

    /// For a name that is nothing that could stand here: no let, no list, no word of the set expected here.
    void unknownName(Name name, String... help) {
        if (name.text().indexOf('.') >= 0) {
            unknownAttribute(name);
            return;
        }
        if (lets.mayDeclare(name.text()) || report.isFull(name.span())) {
            report.silentMistake();
            return;
        }
        List<String> whole = Stream.concat(
                        new Hints(this).imported(name.text()).stream(),
                        scope.names().stream().filter(attribute -> attribute.endsWith("." + name.text())))
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
