// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexeme.Kind;
import policy.dsl.parse.Lexemes;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.lsp.text.Around;

/// Where in a text the cursor stands, by the words before it.
///
/// @param typed what stands there already of the name to be completed
/// @param before the words and signs before it, without comments
/// @param header the index in `before` of the keyword of the declaration around the cursor; empty between declarations
/// @param clause the index of the keyword of the clause, or of `expect`, around the cursor
/// @param brackets the indexes of the brackets open there, outermost first
/// @param quoted the index of the text the cursor stands in; `before` ends with it then
/// @param comment whether the cursor stands in a comment
record Situation(
        Span typed,
        List<Lexeme> before,
        Optional<Integer> header,
        Optional<Integer> clause,
        List<Integer> brackets,
        Optional<Integer> quoted,
        boolean comment) {

    private static final Set<String> BLOCKS =
            Set.of("allow", "deny", "approve", "mask", "limit", "record", "test", "invariant");

    Situation {
        before = List.copyOf(before);
        brackets = List.copyOf(brackets);
    }

    static Situation at(Source source, int offset) {
        Span typed = Around.typed(source, offset);
        List<Lexeme> all = Lexemes.of(new Source(source.name(), source.text().substring(0, offset)));
        boolean atEnd = !all.isEmpty() && all.getLast().span().end() == offset;
        boolean comment = atEnd && all.getLast().kind() == Kind.COMMENT;
        boolean quoted = atEnd && isOpenText(all.getLast());
        int end = quoted ? offset : typed.start();
        List<Lexeme> before = (quoted || typed.start() == offset
                        ? all
                        : Lexemes.of(new Source(source.name(), source.text().substring(0, end))))
                .stream().filter(one -> one.kind() != Kind.COMMENT).toList();
        var reading = new Reading(before);
        for (int i = 0; i < before.size(); i++) {
            reading.next(i);
        }
        return new Situation(
                typed,
                before,
                reading.header,
                reading.clause,
                List.copyOf(reading.brackets),
                quoted ? Optional.of(before.size() - 1) : Optional.empty(),
                comment);
    }

    private static boolean isOpenText(Lexeme lexeme) {
        String text = lexeme.text();
        boolean raw = text.startsWith("r\"");
        if (lexeme.kind() != Kind.TEXT || !(raw || text.startsWith("\""))) {
            return false;
        }
        String inside = text.substring(raw ? 2 : 1);
        int slashes = 0;
        while (slashes + 1 < inside.length() && inside.charAt(inside.length() - 2 - slashes) == '\\') {
            slashes++;
        }
        return !inside.endsWith("\"") || (!raw && slashes % 2 == 1);
    }

    /// The words so far, one after the other.
    private static final class Reading {

        private final List<Lexeme> all;
        private final Deque<Integer> brackets = new ArrayDeque<>();
        private Optional<Integer> header = Optional.empty();
        private Optional<Integer> clause = Optional.empty();

        Reading(List<Lexeme> all) {
            this.all = all;
        }

        void next(int i) {
            Lexeme one = all.get(i);
            String text = one.kind() == Kind.SIGN ? one.text() : "";
            if (one.kind() == Kind.DECLARATION) {
                begins(i);
            } else if (one.kind() == Kind.CLAUSE && brackets.size() == 1 && !follows(i, "channel")) {
                clause = Optional.of(i);
            } else if (text.equals("{") || text.equals("[") || text.equals("(")) {
                brackets.addLast(i);
            } else if (text.equals("}") || text.equals("]") || text.equals(")")) {
                closes(text);
            }
        }

        private void begins(int i) {
            if (!follows(i, "observe")) {
                header = Optional.of(i);
            }
            clause = Optional.empty();
            brackets.clear();
        }

        private boolean follows(int i, String word) {
            return i > 0 && all.get(i - 1).is(word);
        }

        private void closes(String bracket) {
            brackets.pollLast();
            boolean block = header.map(all::get)
                    .filter(one -> BLOCKS.contains(one.text()) || one.is("observe"))
                    .isPresent();
            if (brackets.isEmpty() && block && bracket.equals("}")) {
                header = Optional.empty();
                clause = Optional.empty();
            }
        }
    }

    /// The word `back` words before the cursor; 1 is the last one. Empty text where there is none.
    String word(int back) {
        return before.size() < back ? "" : before.get(before.size() - back).text();
    }

    Optional<Lexeme> last() {
        return before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    }

    /// Whether nothing stands before the cursor on its line but what is being typed.
    boolean startsLine() {
        String text = typed.source().text();
        int line = text.lastIndexOf('\n', typed.start() - 1) + 1;
        return text.substring(line, typed.start()).isBlank();
    }

    /// Whether the cursor's word is the first on its line and not indented: there declarations begin, also where
    /// the one before was not finished.
    boolean beginsText() {
        int start = typed.start();
        return start == 0 || typed.source().text().charAt(start - 1) == '\n';
    }

    /// The keyword of the declaration; of a rule that is only watched, its effect.
    String declaration() {
        return header.map(i -> before.get(i).is("observe") && i + 1 < before.size() ? i + 1 : i)
                .map(i -> before.get(i).text())
                .orElse("");
    }

    /// The words of the declaration up to its first bracket.
    List<Lexeme> head() {
        int end = brackets.isEmpty() ? before.size() : brackets.getFirst();
        return header.map(i -> before.subList(i, end)).orElse(List.of());
    }

    /// What stands behind `on`.
    Optional<String> protocol() {
        List<Lexeme> head = head();
        for (int i = 0; i + 1 < head.size(); i++) {
            if (head.get(i).is("on")) {
                return Optional.of(head.get(i + 1).text());
            }
        }
        return Optional.empty();
    }

    /// The keyword of the clause; empty if none has begun.
    String clauseWord() {
        return clause.map(i -> before.get(i).text()).orElse("");
    }

    /// Whether the innermost bracket is of this kind.
    boolean within(String bracket) {
        return !brackets.isEmpty() && before.get(brackets.getLast()).text().equals(bracket);
    }

    /// The word before a bracket; empty text if there is none.
    String opener(int bracket) {
        return bracket == 0 ? "" : before.get(bracket - 1).text();
    }

    /// Names the text before the cursor gives: parameters of the let, items of quantifiers, columns of the test.
    List<String> locals() {
        var locals = new ArrayList<String>();
        List<Lexeme> words = header.map(i -> before.subList(i, before.size())).orElse(List.of());
        for (int i = 0; i + 1 < words.size(); i++) {
            boolean item = words.get(i).is("some") || words.get(i).is("every");
            if (item && words.get(i + 1).kind() == Kind.NAME) {
                locals.add(words.get(i + 1).text());
            }
        }
        if (declaration().equals("test")) {
            locals.addAll(columns());
        } else if (declaration().equals("let")
                && words.size() > 2
                && words.get(2).is("(")) {
            words.stream()
                    .skip(3)
                    .takeWhile(one -> !one.is(")"))
                    .filter(one -> one.kind() == Kind.NAME)
                    .forEach(one -> locals.add(one.text()));
        }
        return locals;
    }

    private List<String> columns() {
        return header.map(i -> before.subList(i, before.size())).orElse(List.of()).stream()
                .skip(2)
                .takeWhile(one -> !one.is("in") && !one.is("{"))
                .filter(one -> one.kind() == Kind.NAME)
                .map(Lexeme::text)
                .toList();
    }
}
