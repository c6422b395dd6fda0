// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import policy.compiler.report.Report;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// The lets of a policy, and which of them are being read right now.
///
/// A let is filled in where it is used, so what is wrong in it is told in terms of its use; a let that is met again
/// while it is being read depends on itself.
public final class Lets {

    /// How deep lets may stand for lets.
    static final int DEEPEST = 32;

    private final Map<String, LetDeclaration> declared;
    private final boolean complete;
    private final SequencedMap<String, Span> open = new LinkedHashMap<>();
    private final Report report;

    public Lets(Namespace policy, Report report) {
        this.declared = policy.lets();
        this.complete = policy.complete();
        this.report = report;
    }

    /// The let an expression names, if it is a name of one.
    public Optional<LetDeclaration> namedBy(Expression expression) {
        return expression instanceof Expression.Reference(var name, var _)
                ? Optional.ofNullable(declared.get(name.text()))
                : Optional.empty();
    }

    Collection<String> names() {
        return declared.keySet();
    }

    /// Whether a name that is not here is not declared at all.
    boolean complete() {
        return complete;
    }

    /// Reads an expression or, if it names a let, the value that it stands for.
    ///
    /// @param otherwise what to return if it stands for nothing, which has been reported then
    public <T> T reading(Expression expression, T otherwise, Function<Expression, T> read) {
        Optional<LetDeclaration> let = namedBy(expression);
        if (let.isEmpty()) {
            return read.apply(expression);
        }
        String name = let.get().name().text();
        if (open.containsKey(name)) {
            report.add(cycle(name));
            return otherwise;
        }
        if (open.size() >= DEEPEST) {
            report.add(Diagnostic.of(
                    Code.P402,
                    "lets stand for lets more than " + DEEPEST + " deep",
                    expression.span(),
                    "one too many"));
            return otherwise;
        }
        open.put(name, expression.span());
        try {
            return reading(let.get().value(), otherwise, read);
        } finally {
            open.remove(name);
        }
    }

    /// Where the rule uses what is being read, if that is a let.
    Optional<Span> use() {
        return Optional.ofNullable(open.firstEntry()).map(Map.Entry::getValue);
    }

    /// Told at the let whose name sorts first, so that each cycle is told once, wherever it was entered.
    private Diagnostic cycle(String again) {
        var names = new ArrayList<>(open.keySet());
        List<String> circle = names.subList(names.indexOf(again), names.size());
        String first = circle.stream().sorted().findFirst().orElse(again);
        var shown = new ArrayList<String>();
        for (int i = 0; i <= circle.size(); i++) {
            shown.add("`" + circle.get((circle.indexOf(first) + i) % circle.size()) + "`");
        }
        LetDeclaration let = Objects.requireNonNull(declared.get(first));
        return Diagnostic.of(
                Code.P206,
                "`" + first + "` depends on itself",
                let.name().span(),
                "never gets a value",
                String.join(" needs ", shown));
    }
}
