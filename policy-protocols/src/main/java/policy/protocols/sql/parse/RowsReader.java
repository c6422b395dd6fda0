// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.parse.Facts.Notes;

/// Reads statements about rows, subqueries and common table expressions: what is read, what is changed, and
/// by which names.
final class RowsReader {

    private final Notes notes;
    private final ExpressionReader expressions;
    private final FromReader from;

    RowsReader(Notes notes, Functions functions) {
        this.notes = notes;
        this.expressions = new ExpressionReader(notes, functions, this);
        this.from = new FromReader(notes, expressions, this);
    }

    ExpressionReader expressions() {
        return expressions;
    }

    void dml(Grammar.DmlContext dml, @Nullable Scope outer) {
        var scope = new Scope(outer);
        with(dml.with(), scope);
        if (dml.queryBody() != null) {
            queryBody(dml.queryBody(), scope);
        } else if (dml.insert() != null) {
            insert(dml.insert(), scope);
        } else if (dml.update() != null) {
            update(dml.update(), scope);
        } else if (dml.delete() != null) {
            delete(dml.delete(), scope);
        } else if (dml.merge() != null) {
            merge(dml.merge(), scope);
        }
    }

    void query(Grammar.QueryContext query, @Nullable Scope outer) {
        var scope = new Scope(outer);
        with(query.with(), scope);
        queryBody(query.queryBody(), scope);
    }

    /// Without RECURSIVE a name is known to those that come after it, not to itself: `WITH t AS (SELECT * FROM
    /// t)` reads the table `t`.
    private void with(Grammar.@Nullable WithContext with, Scope scope) {
        if (with == null) {
            return;
        }
        boolean recursive = with.RECURSIVE() != null;
        if (recursive) {
            with.cte().forEach(scope::add);
        }
        for (Grammar.CteContext cte : with.cte()) {
            expressions.within(null, () -> dml(cte.dml(), scope));
            if (cte.cycle() != null) {
                cte.cycle().expression().forEach(e -> expressions.read(e, scope));
            }
            scope.add(cte);
        }
    }

    void queryBody(Grammar.QueryBodyContext body, Scope scope) {
        Scope last = null;
        for (Grammar.QueryTermContext term : body.queryTerm()) {
            last = queryTerm(term, scope);
        }
        ends(body.queryEnd(), body.queryTerm().size() == 1 ? last : null, scope);
    }

    /// What follows a query that an expression or a FROM began.
    void derived(Grammar.DerivedContext derived, Scope outer) {
        var scope = new Scope(outer);
        if (derived.simpleQuery() == null) {
            with(derived.with(), scope);
            queryBody(derived.queryBody(), scope);
        } else {
            derivedRest(derived.derivedRest(), simpleQuery(derived.simpleQuery(), scope), scope);
        }
    }

    void derivedRest(Grammar.@Nullable DerivedRestContext rest, @Nullable Scope first, Scope scope) {
        if (rest != null) {
            rest.queryTerm().forEach(term -> queryTerm(term, scope));
            ends(rest.queryEnd(), rest.queryTerm().isEmpty() ? first : null, scope);
        }
    }

    /// @return the names of the query, if it is a plain SELECT
    private @Nullable Scope queryTerm(Grammar.QueryTermContext term, Scope scope) {
        if (term.query() != null) {
            query(term.query(), scope);
            return null;
        }
        return simpleQuery(term.simpleQuery(), scope);
    }

    @Nullable
    Scope simpleQuery(Grammar.SimpleQueryContext simple, Scope outer) {
        if (simple.select() != null) {
            return expressions.within(Verb.SELECT, () -> select(simple.select(), outer));
        }
        if (simple.values() != null) {
            expressions.within(expressions.verbOr(Verb.SELECT), () -> expressions.read(simple.values(), outer));
        } else {
            var scope = new Scope(outer);
            expressions.within(Verb.SELECT, () -> from.relation(simple.relation(), null, scope));
            expressions.star(scope);
        }
        return null;
    }

    private Scope select(Grammar.SelectContext select, Scope outer) {
        var scope = new Scope(outer);
        from.from(select.from(), scope);
        if (select.into() != null) {
            notes.act(Verb.CREATE, Effect.WRITES);
            notes.target(Names.table(select.into().qualified()));
        }
        targets(select.targets(), scope);
        expressions.read(select.expressions(), scope);
        expressions.read(select.where(), scope);
        select.groupItem().forEach(item -> expressions.read(item, scope));
        expressions.read(select.expression(), scope);
        select.window().forEach(window -> expressions.read(window, scope));
        return scope;
    }

    private void targets(Grammar.@Nullable TargetsContext targets, Scope scope) {
        if (targets == null) {
            return;
        }
        for (Grammar.TargetContext target : targets.target()) {
            if (target.STAR() != null) {
                expressions.star(scope);
            } else {
                expressions.read(target.expression(), scope);
                ParserRuleContext label = target.label() == null ? target.bareLabel() : target.label();
                if (label != null) {
                    scope.label(Names.text(label));
                }
            }
        }
    }

    /// Behind a set operation, names are those of the result, which were read where they came from.
    private void ends(List<Grammar.QueryEndContext> ends, @Nullable Scope select, Scope scope) {
        for (Grammar.QueryEndContext end : ends) {
            if (end.locking() != null) {
                notes.act(Verb.SELECT, Effect.ACTS);
            } else if (end.orderBy() != null) {
                end.orderBy().sort().forEach(sort -> sort(sort, select == null ? scope : select));
            } else {
                expressions.read(end, scope);
            }
        }
    }

    /// A bare name that labels a result is that result.
    private void sort(Grammar.SortContext sort, Scope scope) {
        boolean label =
                sort.getStart().getTokenIndex() == sort.expression().getStop().getTokenIndex()
                        && scope.hasLabel(sort.getStart().getText());
        if (!label) {
            expressions.read(sort, scope);
        }
    }

    private void insert(Grammar.InsertContext insert, Scope outer) {
        expressions.within(Verb.INSERT, () -> {
            notes.act(Verb.INSERT, Effect.WRITES);
            Table table = Names.table(insert.qualified());
            notes.target(table);
            insertColumns(table, insert.setTarget());
            if (insert.query() != null) {
                query(insert.query(), outer);
            }
            var scope = new Scope(outer);
            scope.add(Scope.Item.of(insert.name() == null ? table.name() : Names.text(insert.name()), table));
            if (insert.conflict() != null) {
                conflict(insert.conflict(), table, scope);
                upsert(insert, table, scope);
            }
            returning(insert.returning(), table, scope);
        });
    }

    private void insertColumns(Table table, List<Grammar.SetTargetContext> columns) {
        if (columns.isEmpty()) {
            notes.column(table.name(), "*");
        }
        columns.forEach(column -> notes.column(table.name(), Names.text(column.name(0))));
    }

    private void conflict(Grammar.ConflictContext conflict, Table table, Scope scope) {
        conflict.indexed().forEach(indexed -> expressions.read(indexed.expression(), scope));
        expressions.read(conflict.expression(), scope);
        if (conflict.assignments() != null) {
            notes.part(Verb.UPDATE);
            scope.add(Scope.Item.of("excluded", table));
            assignments(conflict.assignments(), table, scope);
            expressions.read(conflict.where(), scope);
        }
    }

    /// An upsert updates a row of the table for each row it is given.
    private void upsert(Grammar.InsertContext insert, Table table, Scope scope) {
        Grammar.WhereContext where =
                insert.conflict() == null ? null : insert.conflict().where();
        boolean narrows = where != null
                && where.expression() != null
                && bounds(table, scope).bound(where.expression());
        boolean updates = insert.conflict() != null && insert.conflict().assignments() != null;
        if (updates && !narrows && insert.query() != null && new Whole(table).query(insert.query(), scope)) {
            notes.unbounded();
        }
    }

    private static Bounds bounds(Table table, Scope scope) {
        return new Bounds(table, scope, new Whole(table));
    }

    private void assignments(Grammar.AssignmentsContext assignments, Table table, Scope scope) {
        for (Grammar.AssignmentContext assignment : assignments.assignment()) {
            assignment.setTarget().forEach(target -> {
                notes.column(table.name(), Names.text(target.name(0)));
                target.subscript().forEach(subscript -> expressions.read(subscript, scope));
            });
            expressions.read(assignment.expression(), scope);
        }
    }

    private void update(Grammar.UpdateContext update, Scope outer) {
        expressions.within(Verb.UPDATE, () -> {
            notes.act(Verb.UPDATE, Effect.WRITES);
            var scope = new Scope(outer);
            Table table = from.target(update.relation(), update.alias(), scope);
            from.from(update.from(), scope);
            assignments(update.assignments(), table, scope);
            where(update.where(), table, scope);
            returning(update.returning(), table, scope);
        });
    }

    private void delete(Grammar.DeleteContext delete, Scope outer) {
        expressions.within(Verb.DELETE, () -> {
            notes.act(Verb.DELETE, Effect.WRITES);
            var scope = new Scope(outer);
            Table table = from.target(delete.relation(), delete.alias(), scope);
            delete.fromItem().forEach(item -> from.item(item, scope));
            where(delete.where(), table, scope);
            returning(delete.returning(), table, scope);
        });
    }

    private void where(Grammar.@Nullable WhereContext where, Table table, Scope scope) {
        if (where == null) {
            notes.unbounded();
        } else if (where.expression() != null) {
            expressions.read(where.expression(), scope);
            if (!bounds(table, scope).bound(where.expression())) {
                notes.unbounded();
            }
        }
    }

    private void returning(Grammar.@Nullable ReturningContext returning, Table table, Scope scope) {
        if (returning == null) {
            return;
        }
        scope.add(Scope.Item.of("old", table));
        scope.add(Scope.Item.of("new", table));
        returning.name().forEach(name -> scope.add(Scope.Item.of(Names.text(name), table)));
        targets(returning.targets(), scope);
    }

    private void merge(Grammar.MergeContext merge, Scope outer) {
        expressions.within(Verb.MERGE, () -> {
            notes.act(Verb.MERGE, Effect.WRITES);
            var scope = new Scope(outer);
            Table table = from.target(merge.relation(), merge.alias(), scope);
            from.item(merge.fromItem(), scope);
            Bounds bounds = bounds(table, scope);
            List<Grammar.JoinedContext> joined = merge.fromItem().joined();
            Grammar.ExpressionContext on =
                    joined.isEmpty() ? null : joined.getLast().expression();
            if (on == null || !bounds.bound(on)) {
                notes.unbounded();
            }
            merge.mergeWhen().forEach(when -> mergeWhen(when, table, scope, bounds));
            returning(merge.returning(), table, scope);
        });
    }

    private void mergeWhen(Grammar.MergeWhenContext when, Table table, Scope scope, Bounds bounds) {
        expressions.read(when.expression(), scope);
        Grammar.MergeActionContext action = when.mergeAction();
        boolean everyOther = when.SOURCE() != null && (when.expression() == null || !bounds.bound(when.expression()));
        if (everyOther && action.NOTHING() == null) {
            notes.unbounded();
        }
        if (action.assignments() != null) {
            notes.part(Verb.UPDATE);
            assignments(action.assignments(), table, scope);
        } else if (action.DELETE() != null) {
            notes.part(Verb.DELETE);
        } else if (action.INSERT() != null) {
            notes.part(Verb.INSERT);
            insertColumns(table, action.setTarget());
            expressions.read(action.row(), scope);
        }
    }
}
