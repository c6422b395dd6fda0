// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import policy.protocols.sql.parse.Facts.Notes;

/// Reads the commands that keep a session: transactions, settings, messages.
final class SessionReader {

    /// Settings that change how answers look and how long a statement may take, not what one means or may do.
    private static final Set<String> HARMLESS = Set.of(
            "application_name",
            "bytea_output",
            "client_min_messages",
            "cursor_tuple_fraction",
            "datestyle",
            "effective_cache_size",
            "extra_float_digits",
            "from_collapse_limit",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout",
            "intervalstyle",
            "jit",
            "join_collapse_limit",
            "lock_timeout",
            "max_parallel_workers_per_gather",
            "plan_cache_mode",
            "random_page_cost",
            "seq_page_cost",
            "statement_timeout",
            "timezone",
            "transaction_timeout",
            "work_mem",
            "xmlbinary",
            "xmloption");

    /// Settings that decide what names without a schema mean.
    private static final Set<String> PATH = Set.of("search_path", "role", "session_authorization", "all");

    private final Notes notes;

    SessionReader(Notes notes) {
        this.notes = notes;
    }

    /// @return whether the command is one of these
    boolean read(String command, Words words) {
        switch (command) {
            case "begin", "start" -> transaction(Verb.BEGIN, words);
            case "commit", "end" -> ended(Verb.COMMIT, words);
            case "rollback", "abort" -> ended(Verb.ROLLBACK, words);
            case "savepoint" -> notes.act(Verb.SAVEPOINT, Effect.READS);
            case "release" -> notes.act(Verb.RELEASE, Effect.READS);
            case "show" -> notes.act(Verb.SHOW, Effect.READS);
            case "listen" -> notes.act(Verb.LISTEN, Effect.ACTS);
            case "unlisten" -> notes.act(Verb.UNLISTEN, Effect.ACTS);
            case "notify" -> notes.act(Verb.NOTIFY, Effect.WRITES);
            case "set" -> set(words);
            case "reset" -> setting(Verb.RESET, parameter(words));
            case "discard" -> discard(words);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// `COMMIT PREPARED` ends what another session began.
    private void ended(Verb verb, Words words) {
        notes.act(verb, words.next("prepared") ? Effect.WRITES : Effect.READS);
    }

    /// `READ WRITE` takes back what the session's settings forbid.
    private void transaction(Verb verb, Words words) {
        boolean write = words.restHas("write");
        notes.act(verb, write ? Effect.ACTS : Effect.READS);
        if (write) {
            notes.setting("transaction_read_only");
        }
    }

    private void set(Words words) {
        if (words.accept("session", "characteristics") || words.accept("transaction")) {
            transaction(Verb.SET, words);
        } else if (words.accept("constraints")) {
            notes.act(Verb.SET, Effect.ACTS);
            notes.setting("constraints");
        } else {
            if (words.next("local")
                    || (words.next("session") && !List.of("authorization").contains(second(words)))) {
                words.take();
            }
            if (words.accept("transaction")) {
                transaction(Verb.SET, words);
            } else {
                setting(Verb.SET, parameter(words));
            }
        }
    }

    private static String second(Words words) {
        return words.rest().size() < 2 ? "" : words.rest().get(1).text();
    }

    /// The parameter behind SET or RESET, whose names are known in any case.
    private static String parameter(Words words) {
        if (words.accept("time", "zone")) {
            return "timezone";
        }
        if (words.accept("session", "authorization")) {
            return "session_authorization";
        }
        if (words.accept("names")) {
            return "client_encoding";
        }
        if (words.accept("schema")) {
            return "search_path";
        }
        if (words.accept("xml", "option")) {
            return "xmloption";
        }
        var name = new StringBuilder(words.take());
        while (words.nextSymbol(".")) {
            name.append(words.take()).append(words.take());
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private void setting(Verb verb, String name) {
        // One with a point is an extension's or an application's own.
        boolean harmless = HARMLESS.contains(name)
                || (name.indexOf('.') < 0 && (name.startsWith("enable_") || name.startsWith("geqo")));
        notes.act(verb, harmless ? Effect.READS : Effect.ACTS);
        notes.setting(name);
        if (PATH.contains(name)) {
            notes.movesPath();
        }
    }

    private void discard(Words words) {
        notes.act(Verb.DISCARD, Effect.ACTS);
        if (words.accept("all")) {
            notes.setting("all");
            notes.movesPath();
        }
    }
}
