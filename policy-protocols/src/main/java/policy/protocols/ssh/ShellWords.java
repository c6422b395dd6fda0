// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import java.util.ArrayList;
import java.util.List;

/// A shell command as simple commands of words, for as much of the POSIX shell language as has one meaning whatever
/// the state of the target: words, quotes, `;`, `&`, `&&`, `||`, `|` and line ends (POSIX.1-2024, Shell Command
/// Language, 2.2, 2.3, 2.9).
///
/// Everything else is unreadable: expansions and substitutions, redirections, grouping, negation, history, comments.
/// Patterns such as `*.log` are words that are not literal. One pass; linear in the text.
sealed interface ShellWords {

    /// Longer commands are unreadable.
    int MAX_CHARS = 64 * 1024;

    /// @param commands at least one, each with at least one word
    record Commands(List<List<Word>> commands) implements ShellWords {
        public Commands {
            commands = List.copyOf(commands);
        }
    }

    /// @param text without quotes
    /// @param literal whether the program gets this very text
    record Word(String text, boolean literal) {}

    /// @param because in words for the blocked person
    record Unreadable(String because) implements ShellWords {}

    static ShellWords of(String command) {
        if (command.length() > MAX_CHARS) {
            return new Unreadable("the command is longer than %d characters".formatted(MAX_CHARS));
        }
        try {
            return new Commands(new Lexer(command).commands());
        } catch (Lexer.Unclear e) {
            return new Unreadable("the command has " + e.getMessage());
        }
    }

    /// Reads one command from left to right.
    final class Lexer {

        private static final String LITERAL = "_./:@%+,-=";

        /// They stand for other texts unless quoted.
        private static final String PATTERN = "*?[]{}~^";

        /// What has no one meaning, stopped at the first.
        static final class Unclear extends Exception {
            private static final long serialVersionUID = 1;

            Unclear(String what) {
                super(what);
            }
        }

        private final String text;
        private final List<List<Word>> commands = new ArrayList<>();
        private List<Word> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean literal = true;

        /// Whether an operator has been read that needs a command after it.
        private boolean expecting;

        private int at;

        Lexer(String text) {
            this.text = text;
        }

        List<List<Word>> commands() throws Unclear {
            while (at < text.length()) {
                char c = text.charAt(at++);
                switch (c) {
                    case ' ', '\t' -> endWord();
                    case '\n' -> endLine();
                    case ';', '&', '|' -> operator(c);
                    case '\'' -> singleQuotes();
                    case '"' -> doubleQuotes();
                    case '\\' -> escape();
                    default -> plain(c);
                }
            }
            endLine();
            if (expecting || commands.isEmpty()) {
                throw new Unclear("no command where one is needed");
            }
            return commands;
        }

        private void plain(char c) throws Unclear {
            boolean known = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || LITERAL.indexOf(c) >= 0
                    || PATTERN.indexOf(c) >= 0
                    || (c == '#' && inWord);
            if (!known) {
                throw new Unclear(name(c));
            }
            // Some shells take `=ls` for a path, and `#` for part of a pattern.
            literal &= PATTERN.indexOf(c) < 0 && c != '#' && !(c == '=' && !inWord);
            append(c);
        }

        private static String name(char c) {
            return switch (c) {
                case '$', '`' -> "a substitution";
                case '<', '>' -> "a redirection";
                case '(', ')' -> "a group";
                case '!' -> "a `!`";
                case '#' -> "a comment";
                default ->
                    c < 0x20 || c == 0x7f ? "a control character" : "a character that is not ASCII and not quoted";
            };
        }

        private void append(char c) {
            word.append(c);
            inWord = true;
        }

        private void singleQuotes() throws Unclear {
            int end = text.indexOf('\'', at);
            if (end < 0) {
                throw new Unclear("a quote without end");
            }
            for (; at < end; at++) {
                quoted(text.charAt(at));
            }
            inWord = true;
            at = end + 1;
        }

        private void doubleQuotes() throws Unclear {
            inWord = true;
            while (at < text.length()) {
                char c = text.charAt(at++);
                switch (c) {
                    case '"' -> {
                        return;
                    }
                    case '$', '`', '!' -> throw new Unclear(name(c));
                    case '\\' -> escapeInQuotes();
                    default -> quoted(c);
                }
            }
            throw new Unclear("a quote without end");
        }

        private void escapeInQuotes() throws Unclear {
            char next = at < text.length() ? text.charAt(at) : '"';
            if ("$`\"\\\n".indexOf(next) < 0) {
                append('\\');
                return;
            }
            at++;
            if (next != '\n') {
                append(next);
            }
        }

        private void quoted(char c) throws Unclear {
            if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f) {
                throw new Unclear("a control character");
            }
            append(c);
        }

        private void escape() throws Unclear {
            if (at == text.length()) {
                throw new Unclear("an escape without end");
            }
            char c = text.charAt(at++);
            if (c == '\n') {
                return; // the line goes on
            }
            if (c < 0x20 || c >= 0x7f) {
                throw new Unclear(name(c));
            }
            append(c);
        }

        private void operator(char c) throws Unclear {
            endWord();
            boolean doubled = at < text.length() && text.charAt(at) == c && c != ';';
            if (doubled) {
                at++;
            }
            if (words.isEmpty()) {
                throw new Unclear("no command where one is needed");
            }
            if (at < text.length() && c == '|' && text.charAt(at) == '&') {
                throw new Unclear("a redirection");
            }
            endCommand();
            expecting = c == '|' || doubled;
        }

        private void endLine() {
            endWord();
            if (!words.isEmpty()) {
                endCommand();
            }
        }

        private void endWord() {
            if (inWord) {
                words.add(new Word(word.toString(), literal));
                word.setLength(0);
                inWord = false;
                literal = true;
            }
        }

        private void endCommand() {
            commands.add(List.copyOf(words));
            words = new ArrayList<>();
            expecting = false;
        }
    }
}
