// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.parse.Facts.Notes;

/// Finds in expressions what they read and run: columns, functions, operators, subqueries.
///
/// What is neither of these is looked into, whatever it is, so nothing within it is missed.
final class ExpressionReader {

    private final Notes notes;
    private final Functions functions;
    private final RowsReader rows;
    private @Nullable Verb verb;

    ExpressionReader(Notes notes, Functions functions, RowsReader rows) {
        this.notes = notes;
        this.functions = functions;
        this.rows = rows;
    }

    /// Reads a part of which a command is the one that does what its functions do.
    ///
    /// @param command null for none yet
    <T> T within(@Nullable Verb command, Supplier<T> read) {
        Verb before = verb;
        verb = command;
        if (command != null) {
            notes.act(command, Effect.READS);
        }
        T result = read.get();
        verb = before;
        return result;
    }

    void within(@Nullable Verb command, Runnable read) {
        within(command, () -> {
            read.run();
            return true;
        });
    }

    /// The command this is part of, or another if it is part of none.
    Verb verbOr(Verb other) {
        return verb == null ? other : verb;
    }

    void read(@Nullable ParseTree tree, Scope scope) {
        switch (tree) {
            case null -> {}
            case Grammar.NameOrCallContext name -> nameOrCall(name, scope);
            case Grammar.OpenCallContext call -> openCall(call, scope);
            case Grammar.DerivedContext derived -> rows.derived(derived, scope);
            case Grammar.DerivedRestContext rest -> rows.derivedRest(rest, null, scope);
            case Grammar.SimpleQueryContext simple -> rows.simpleQuery(simple, scope);
            case Grammar.TypeNameContext type -> type(type);
            case Grammar.OpenArgumentsContext arguments -> openArguments(arguments, scope);
            case Grammar.OpenLabelContext label -> {
                if (label.IDENT() != null) {
                    column(label.getText(), scope);
                }
            }
            case Grammar.OperandContext operand
            when !operand.DOT().isEmpty() -> {
                fields(operand, scope);
                read(operand.parenthesized(), scope);
            }
            case Grammar.SuffixContext suffix
            when !suffix.DOT().isEmpty() -> {
                fields(suffix, scope);
                read(suffix.subscript(), scope);
            }
            case Grammar.ChosenOperatorContext operator -> operator(operator);
            case TerminalNode sign
            when Names.type(sign) == Grammar.OPERATOR ->
                ran(
                        functions.operator(Optional.empty(), sign.getText()),
                        "the operator `%s`".formatted(sign.getText()));
            case TerminalNode word when Names.type(word) == Grammar.NILADIC -> notes.function(word.getText());
            case ParserRuleContext other -> {
                if (other.children != null) {
                    other.children.forEach(child -> read(child, scope));
                }
            }
            case ParseTree _ -> {}
        }
    }

    private void nameOrCall(Grammar.NameOrCallContext name, Scope scope) {
        List<String> parts = Names.parts(name);
        Grammar.CallRestContext call = name.callRest();
        if (call != null) {
            if (call.typedString() == null) {
                function(parts, parts.size() == 1 && Names.quoted(name));
            } else {
                type(parts, Names.quoted(name));
            }
            read(call, scope);
        } else if (name.typedString() == null) {
            column(parts, scope);
        } else {
            type(parts, Names.quoted(name));
        }
    }

    /// A value becomes one of a type by functions of that type, which somebody may have made.
    private void type(Grammar.TypeNameContext type) {
        if (type.typeWord() != null) {
            var parts = new ArrayList<>(List.of(Names.text(type.typeWord())));
            type.name().forEach(name -> parts.add(Names.text(name)));
            type(parts, Names.quoted(type.typeWord()));
        }
    }

    private void type(List<String> parts, boolean quoted) {
        ran(
                functions.type(Names.schema(parts), parts.getLast(), quoted),
                "what makes a value of the type `%s`".formatted(parts.getLast()));
    }

    /// What stands behind RETURNING is a type.
    private void openArguments(Grammar.OpenArgumentsContext arguments, Scope scope) {
        List<Grammar.OpenArgumentContext> all = arguments.openArgument();
        List<Grammar.OpenSeparatorContext> separators = arguments.openSeparator();
        for (int i = 0; i < all.size(); i++) {
            Grammar.OpenArgumentContext argument = all.get(i);
            boolean type = i > 0 && separators.get(i - 1).RETURNING() != null;
            if (type
                    && argument.expression().getStart().getTokenIndex()
                            == argument.getStop().getTokenIndex()) {
                type(List.of(argument.getText()), Names.quoted(argument));
            } else if (type) {
                ran(Functions.Kind.UNKNOWN, "what makes a value of the type behind `RETURNING`");
            } else {
                read(argument, scope);
            }
        }
    }

    /// Some of the server's own views read its files.
    void relation(Table table) {
        boolean own = table.schema().isEmpty() || table.schema().get().equals("pg_catalog");
        if (own && Functions.OUTSIDE_VIEWS.contains(table.name())) {
            ran(Functions.Kind.OUTSIDE, "the view `%s`".formatted(table.name()));
        }
    }

    /// `(x).name` is a field of it, or a function called with it: `('s'::regclass).nextval`.
    private void fields(ParserRuleContext of, Scope scope) {
        List<String> names = Names.parts(of);
        Scope.Item row = of instanceof Grammar.OperandContext operand && names.size() == 1 ? row(operand, scope) : null;
        if (row != null && !row.mayCall(names.getFirst())) {
            qualified(row.alias(), names.getFirst(), scope);
            return;
        }
        names.stream().filter(name -> !name.equals("*")).forEach(this::field);
    }

    private void field(String name) {
        Functions.Kind kind = functions.kind(Optional.empty(), name, true);
        if (kind != Functions.Kind.UNKNOWN) {
            notes.function(name);
        }
        ran(kind, "the field or function `%s`".formatted(name));
    }

    /// What `(x)` means if it is the row of a table, a subquery or a function.
    private static Scope.@Nullable Item row(Grammar.OperandContext operand, Scope scope) {
        ParseTree tree = operand.parenthesized();
        while (tree != null && !(tree instanceof Grammar.NameOrCallContext)) {
            boolean wraps = tree.getChildCount() == 1
                    || (tree instanceof Grammar.ParenthesizedContext && tree.getChildCount() == 3);
            tree = wraps ? tree.getChild(tree.getChildCount() / 2) : null;
        }
        return tree instanceof Grammar.NameOrCallContext name && name.getChildCount() == 1
                ? scope.item(Names.text(name))
                : null;
    }

    private void openCall(Grammar.OpenCallContext call, Scope scope) {
        if (call.LPAREN() == null) {
            column(Names.parts(call), scope);
        } else {
            function(List.of(call.getStart().getText()), false);
            if (call.simpleQuery() != null) {
                rows.derivedRest(call.derivedRest(), rows.simpleQuery(call.simpleQuery(), scope), scope);
            }
            read(call.openArguments(), scope);
            read(call.filter(), scope);
            read(call.over(), scope);
        }
    }

    private void operator(Grammar.ChosenOperatorContext chosen) {
        List<Grammar.NameContext> schema = chosen.name();
        String sign = chosen.getChild(chosen.getChildCount() - 2).getText();
        ran(
                functions.operator(
                        schema.isEmpty() ? Optional.empty() : Optional.of(Names.text(schema.getLast())), sign),
                "the operator `%s`".formatted(sign));
    }

    void function(Grammar.FunctionContext function) {
        function(Names.parts(function), Names.quoted(function));
    }

    private void function(List<String> parts, boolean quoted) {
        String name = parts.getLast();
        Optional<String> schema = Names.schema(parts);
        notes.function(name);
        schema.ifPresent(s -> notes.function(s + "." + name));
        ran(functions.kind(schema, name, quoted), "the function `%s`".formatted(name));
        if (name.equals("set_config")) {
            notes.unknown("`set_config` sets what its arguments say", Aspect.SETTINGS);
            notes.movesPath();
        }
    }

    private void ran(Functions.Kind kind, String what) {
        Verb by = verbOr(Verb.SELECT);
        switch (kind) {
            case READS -> {}
            case ACTS -> notes.act(by, Effect.ACTS);
            case WRITES -> notes.act(by, Effect.WRITES);
            case OUTSIDE -> {
                notes.act(by, Effect.WRITES);
                notes.outside();
                notes.unknown(what + " reaches outside the database", Aspect.TABLES, Aspect.COLUMNS, Aspect.BOUNDED);
            }
            case DYNAMIC -> {
                notes.act(by, Effect.UNKNOWN);
                notes.unknown(what + " runs SQL that is not read", Aspect.values());
            }
            case UNKNOWN -> {
                notes.act(by, Effect.UNKNOWN);
                notes.unknown(
                        what + " is not known to only read",
                        Aspect.EFFECT,
                        Aspect.TABLES,
                        Aspect.COLUMNS,
                        Aspect.BOUNDED);
            }
        }
    }

    // ---- columns

    /// `*`: every column of what this query reads from.
    void star(Scope scope) {
        for (Scope.Item item : scope.unseen("*")) {
            item.tables().forEach(table -> notes.column(table.name(), "*"));
        }
    }

    private void column(List<String> parts, Scope scope) {
        switch (parts.size()) {
            case 1 -> column(parts.getFirst(), scope);
            case 2 -> qualified(parts.getFirst(), parts.getLast(), scope);
            default -> {
                // `schema.table.column`, or a column and a field of it
                qualified(parts.get(parts.size() - 2), parts.getLast(), scope);
                if (scope.item(parts.getFirst()) != null) {
                    qualified(parts.getFirst(), parts.get(1), scope);
                }
            }
        }
    }

    /// Listed for each table it may belong to. The name of a table means its whole row, unless a column is
    /// called so too.
    void column(String name, Scope scope) {
        for (Scope at = scope; at != null; at = at.outer()) {
            for (Scope.Item item : at.unseen(name)) {
                boolean whole = item.renamed() || item.alias().equals(name);
                for (Table table : item.tables()) {
                    if (!notes.column(table.name(), name) || (whole && !notes.column(table.name(), "*"))) {
                        return;
                    }
                }
            }
        }
    }

    private void qualified(String alias, String column, Scope scope) {
        Scope.Item item = scope.item(alias);
        if (item == null) {
            notes.column(alias, column);
        } else {
            // `c.to_jsonb` calls the function with the row, unless a column is called so.
            boolean whole = ReadingFunctions.OF_ROWS.contains(column);
            for (Table table : item.tables()) {
                notes.column(table.name(), item.renamed() ? "*" : column);
                if (whole) {
                    notes.column(table.name(), "*");
                }
            }
            if (item.mayCall(column)) {
                field(column);
            }
        }
    }
}
