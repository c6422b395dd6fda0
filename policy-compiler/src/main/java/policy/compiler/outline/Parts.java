// SPDX-License-Identifier: Apache-2.0
package policy.compiler.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Expression;

/// What conditions and clauses are made of, as far as order and grouping mean nothing.
public final class Parts {

    private Parts() {}

    /// What must all hold: the `when`s, taken apart at `and`.
    public static List<Expression> whens(List<Clause> clauses) {
        var all = new ArrayList<Expression>();
        for (Clause clause : clauses) {
            if (clause instanceof Clause.When(Expression condition, var _)) {
                all.addAll(conjuncts(condition));
            }
        }
        return List.copyOf(all);
    }

    /// None of which may hold: the `unless`es, taken apart at `or`.
    public static List<Expression> unlesses(List<Clause> clauses) {
        var all = new ArrayList<Expression>();
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Unless(Expression condition, var _)) {
                all.addAll(disjuncts(condition));
            }
        }
        return List.copyOf(all);
    }

    public static List<Expression> conjuncts(Expression condition) {
        return condition instanceof Expression.And(List<Expression> operands, var _) ? operands : List.of(condition);
    }

    public static List<Expression> disjuncts(Expression condition) {
        return condition instanceof Expression.Or(List<Expression> operands, var _) ? operands : List.of(condition);
    }

    public static boolean isCondition(Clause clause) {
        return clause instanceof Clause.When || clause instanceof Clause.Unless;
    }

    /// The word a clause begins with.
    public static String keyword(Clause clause) {
        return switch (clause) {
            case Clause.When _ -> "when";
            case Clause.Unless _ -> "unless";
            case Clause.Because _ -> "because";
            case Clause.Help _ -> "help";
            case Clause.Ask _ -> "ask";
            case Clause.ReasonRequired _ -> "reason";
            case Clause.Within _ -> "within";
            case Clause.Escalate _ -> "escalate";
            case Clause.GrantOnce _, Clause.GrantFor _ -> "grant";
            case Clause.Channel _ -> "channel";
            case Clause.Durable _ -> "durable";
            case Clause.BreakGlass _ -> "break_glass";
            case Clause.Find _ -> "find";
            case Clause.Hide(Clause.Place place, var _, var _, var _) ->
                place.name().toLowerCase(Locale.ROOT);
            case Clause.AtMost _ -> "at most";
            case Clause.Keep _ -> "keep";
            case Clause.Invalid _ -> "";
        };
    }

    /// What follows the word.
    public static String rest(Clause clause) {
        return OneLine.of(clause.span()).replaceFirst("^" + keyword(clause).replace(" ", "\\s+") + "\\s*", "");
    }
}
