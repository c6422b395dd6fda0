// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import policy.protocols.sql.lex.Lexed;
import policy.protocols.sql.lex.Lexer;
import policy.protocols.sql.lex.Limits;
import policy.protocols.sql.lex.Statements;
import policy.protocols.sql.lex.Token;
import policy.protocols.sql.parse.Facts.Notes;

/// Reads all statements of a text, in their order.
public final class ScriptReader {

    private ScriptReader() {}

    /// What a session brings to the reading of a text.
    ///
    /// @param trusted functions and operators that are said to only read
    /// @param ownNamesFirst whether the search path has other schemas before the server's own
    /// @param prepared texts of prepared statements, by name
    /// @param cursors texts of the queries of open cursors, by name
    public record Setting(
            Set<String> trusted, boolean ownNamesFirst, Map<String, String> prepared, Map<String, String> cursors) {
        public Setting {
            trusted = Set.copyOf(trusted);
            prepared = Map.copyOf(prepared);
            cursors = Map.copyOf(cursors);
        }
    }

    /// Never throws for any tokens.
    public static Facts read(List<Token> tokens, Setting setting) {
        return switch (Statements.of(tokens)) {
            case Statements.Cut.Unclear unclear -> Facts.unread(unclear.because());
            case Statements.Cut.Whole whole -> read(whole.statements(), setting, known(setting));
        };
    }

    private static Facts read(List<List<Token>> statements, Setting setting, Known known) {
        var notes = new Notes();
        if (statements.isEmpty()) {
            notes.act(Verb.EMPTY, Effect.READS);
        }
        var reader = new StatementReader(new Functions(setting.trusted(), setting.ownNamesFirst()), known);
        boolean moved = false;
        long names = 0;
        for (List<Token> statement : statements) {
            Facts facts = reader.read(statement);
            notes.add(facts);
            names += facts.columns().size()
                    + facts.tables().size()
                    + facts.functions().size();
            if (names > Limits.NAMES) {
                notes.unknown("the text names more than %d things".formatted(Limits.NAMES), Aspect.values());
                break;
            }
            if (moved && facts.tables().stream().anyMatch(t -> t.schema().isEmpty())) {
                notes.unknown("the text changes the search path before it names a table", Aspect.TABLES);
            }
            if (facts.movesPath() && !moved) {
                moved = true;
                known.prepared.replaceAll(
                        (_, _) -> Facts.unread("the text changes the search path between preparing and carrying out"));
                reader = new StatementReader(new Functions(setting.trusted(), true), known);
            }
        }
        Facts facts = notes.facts();
        return facts.unread() ? Facts.unread(facts.unknown().getOrDefault(Aspect.VERBS, "")) : facts;
    }

    private static Known known(Setting setting) {
        var known = new Known();
        var none = new Setting(setting.trusted(), setting.ownNamesFirst(), Map.of(), Map.of());
        setting.prepared().forEach((name, text) -> known.prepared.put(name, text(text, none)));
        setting.cursors().forEach((name, text) -> known.cursors.put(name, text(text, none)));
        return known;
    }

    /// What standard_conforming_strings was when it was prepared is not known, so it must not matter.
    private static Facts text(String text, Setting setting) {
        Lexed lexed = Lexer.lex(text, true);
        if (!lexed.equals(Lexer.lex(text, false))) {
            return Facts.unread("what a backslash in the prepared statement means is not known");
        }
        return switch (lexed) {
            case Lexed.Unreadable unreadable -> Facts.unread(unreadable.because());
            case Lexed.Tokens tokens -> read(tokens.tokens(), setting);
        };
    }

    /// Facts of a text of which not even the tokens can be told.
    public static Facts unread(String because) {
        return Facts.unread(because);
    }
}
