// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import policy.compiler.condition.Term;
import policy.compiler.lists.TextList;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.compiler.type.Frame.Bound;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// What names stand for at the place that is being read: lets and lists of the policy and of those it imports,
/// parameters, items, the columns of a test's table.
///
/// A let is filled in where it is used, so what is wrong in it is told in terms of its use. What stands in it is read
/// in its own [Frame]; what is given to it for a parameter, in the frame of the one who gives.
public final class Lets {

    /// What is written like a `let` with a value, and is none.
    private static final String GROUP = "group";

    private final Policies policies;
    private final Report report;
    private Frame frame;

    public Lets(Policies policies, Namespace policy, Report report) {
        this(policies, Frame.of(policy), report);
    }

    private Lets(Policies policies, Frame frame, Report report) {
        this.policies = policies;
        this.frame = frame;
        this.report = report;
    }

    /// The same with more names, which stand for values that do not know them.
    public Lets with(Map<String, Expression> values) {
        var bound = new HashMap<String, Bound>();
        values.forEach((name, value) -> bound.put(name, new Bound.Argument(value, frame)));
        return new Lets(policies, frame.with(bound), report);
    }

    /// Reads an expression or, if it names a let or a parameter, the value that it stands for.
    ///
    /// @param otherwise what to return if it stands for nothing, which has been reported then
    public <T> T reading(Expression expression, T otherwise, Function<Expression, T> read) {
        if (expression instanceof Expression.Reference(Name name, var keys, Span span) && keys.isEmpty()) {
            if (frame.names().get(name.text()) instanceof Bound.Argument(Expression value, Frame giver)) {
                return in(giver.filling(span), () -> reading(value, otherwise, read));
            }
            Optional<Found> found = find(name);
            return found.isEmpty() ? read.apply(expression) : entering(found.get(), List.of(), span, otherwise, read);
        }
        if (expression instanceof Expression.Call(Name name, List<Expression> arguments, Span span)) {
            Optional<Found> found = find(name);
            if (found.isEmpty()) {
                notALet(name);
                return otherwise;
            }
            return entering(found.get(), arguments, span, otherwise, read);
        }
        return read.apply(expression);
    }

    private record Found(Namespace policy, LetDeclaration let) {}

    private Optional<Found> find(Name name) {
        if (isLocal(name.text())) {
            return Optional.empty();
        }
        return policyOf(name.text())
                .flatMap(policy -> Optional.ofNullable(policy.lets().get(last(name.text())))
                        .map(let -> new Found(policy, let)));
    }

    private <T> T entering(
            Found found, List<Expression> arguments, Span at, T otherwise, Function<Expression, T> read) {
        LetDeclaration let = found.let();
        if (frame.reads(let)) {
            report.add(frame.cycle(let));
            return otherwise;
        }
        if (frame.uses().size() >= Frame.DEEPEST) {
            tooDeep(at);
            return otherwise;
        }
        if (let.value() instanceof Expression.Invalid) {
            report.silentMistake();
            return otherwise;
        }
        if (let.parameters().size() != arguments.size()) {
            wrongNumber(let, arguments.size(), at);
            return otherwise;
        }
        var bound = new HashMap<String, Bound>();
        for (int i = 0; i < arguments.size(); i++) {
            bound.put(let.parameters().get(i).text(), new Bound.Argument(arguments.get(i), frame));
        }
        return in(frame.entering(found.policy(), let, bound, at), () -> reading(let.value(), otherwise, read));
    }

    private <T> T in(Frame other, Supplier<T> read) {
        Frame before = frame;
        frame = other;
        try {
            return read.get();
        } finally {
            frame = before;
        }
    }

    /// Reads something in which a name stands for one item of a list.
    <T> T withItem(String name, Term item, Supplier<T> read) {
        return in(frame.with(Map.of(name, new Bound.Item(item))), read);
    }

    /// The item that a name stands for, if it is a name of one.
    Optional<Term> item(String name) {
        return frame.names().get(name) instanceof Bound.Item(Term item) ? Optional.of(item) : Optional.empty();
    }

    /// Whether a name stands for something only here: a parameter, an item.
    boolean isLocal(String name) {
        return frame.names().containsKey(name);
    }

    /// The list that an expression names, if it is a name of one.
    public Optional<TextList> list(Expression expression) {
        return expression instanceof Expression.Reference(Name name, var keys, var _)
                        && keys.isEmpty()
                        && !isLocal(name.text())
                ? policyOf(name.text())
                        .flatMap(policy -> Optional.ofNullable(policy.lists().get(last(name.text()))))
                : Optional.empty();
    }

    /// The policy in which a name without its alias is to be looked up: this one, or an imported one.
    private Optional<Namespace> policyOf(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Optional.of(frame.policy());
        }
        return name.indexOf('.', dot + 1) >= 0
                ? Optional.empty()
                : policies.imported(frame.policy(), name.substring(0, dot));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// The policy whose alias a name begins with.
    Optional<Namespace> imported(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? Optional.empty() : policies.imported(frame.policy(), name.substring(0, dot));
    }

    /// Whether a name without dots means something.
    boolean isName(String name) {
        return isLocal(name)
                || frame.policy().lets().containsKey(name)
                || frame.policy().lists().containsKey(name);
    }

    /// All that could be meant by a name without dots.
    Collection<String> names() {
        var names = new TreeSet<>(frame.names().keySet());
        names.addAll(frame.policy().lets().keySet());
        names.addAll(frame.policy().lists().keySet());
        return names;
    }

    /// Whether a name without dots that is not here may be declared nevertheless.
    boolean mayDeclare(String name) {
        return frame.policy().mayDeclare(name);
    }

    Frame frame() {
        return frame;
    }

    private void wrongNumber(LetDeclaration let, int given, Span at) {
        int wanted = let.parameters().size();
        String name = let.name().text();
        String label = given == 0 ? "none are given" : given + (given == 1 ? " is given" : " are given");
        String call = name + "("
                + String.join(", ", let.parameters().stream().map(Name::text).toList()) + ")";
        report.add(frame.explained(Diagnostic.of(
                        Code.P216,
                        wanted == 0
                                ? "`" + name + "` takes no values"
                                : "`" + name + "` takes " + wanted + (wanted == 1 ? " value" : " values"),
                        at,
                        label,
                        "write `" + (wanted == 0 ? name : call) + "`")
                .withSecondary(let.name().span(), "declared here")));
    }

    private void notALet(Name name) {
        if (isLocal(name.text())
                || list(new Expression.Reference(name, List.of(), name.span())).isPresent()) {
            report.add(frame.explained(Diagnostic.of(
                    Code.P216,
                    "`" + name.text() + "` takes no values",
                    name.span(),
                    "only a `let` with parameters does",
                    "write `" + name.text() + "` alone")));
        } else if (!report.isFull(name.span())
                && !frame.policy().doubtful().isImported(name.text())
                && !imported(name.text()).orElse(frame.policy()).mayDeclare(last(name.text()))) {
            report.add(frame.explained(Diagnostic.of(
                    Code.P204,
                    "there is no `let` named `" + name.text() + "`",
                    name.span(),
                    "not declared in this policy",
                    Nearest.to(name.text(), List.of(GROUP))
                            .map(near -> new String[] {"did you mean `" + near + "`?"})
                            .orElseGet(() -> Suggestion.among(names(), name.text(), "its lets are")))));
        } else {
            report.silentMistake();
        }
    }

    private void tooDeep(Span at) {
        report.add(Diagnostic.of(
                Code.P402, "lets stand for lets more than " + Frame.DEEPEST + " deep", at, "one too many"));
    }
}
