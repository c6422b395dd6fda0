// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexemes;
import policy.dsl.source.Source;
import policy.lsp.complete.Proposal.Kind;
import policy.lsp.words.Attributes;
import policy.lsp.words.Phrases;
import policy.lsp.workspace.View;
import policy.runtime.request.Vocabulary;

/// What can be typed at a place.
public final class Completions {

    /// Items in one answer; the editor asks again as more is typed.
    static final int MAX_ITEMS = 1_000;

    private static final List<String> EFFECTS = List.of("allow", "deny", "approve", "mask", "limit", "record");

    private final View view;
    private final Vocabulary vocabulary;
    private final boolean patterns;

    /// @param patterns whether the editor understands places to fill in
    public Completions(View view, Vocabulary vocabulary, boolean patterns) {
        this.view = view;
        this.vocabulary = vocabulary;
        this.patterns = patterns;
    }

    public CompletionList at(Source source, int offset) {
        Situation situation = Situation.at(source, offset);
        Range range = view.lines(source).range(situation.typed());
        String typed = situation.typed().text();
        List<Proposal> fitting = proposals(situation, view.policy(source.name()))
                .filter(proposal -> fits(proposal.label(), typed))
                .distinct()
                .limit(MAX_ITEMS + 1L)
                .toList();
        return new CompletionList(
                fitting.size() > MAX_ITEMS,
                fitting.stream()
                        .limit(MAX_ITEMS)
                        .map(proposal -> item(proposal, range))
                        .toList());
    }

    /// Whether what is typed stands in the label in this order, from the beginning of one of its words on. The
    /// editor sorts better ones first.
    private static boolean fits(String label, String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        String text = label.toLowerCase(Locale.ROOT);
        return IntStream.rangeClosed(0, text.length())
                .anyMatch(start -> beginsWord(text, start) && holds(text, start, wanted));
    }

    private static boolean beginsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static boolean holds(String text, int start, String wanted) {
        if (!wanted.isEmpty() && !text.startsWith(wanted.substring(0, 1), start)) {
            return false;
        }
        int at = start - 1;
        for (int i = 0; i < wanted.length(); i++) {
            at = text.indexOf(wanted.charAt(i), at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private Stream<Proposal> proposals(Situation situation, String policy) {
        var known = new Known(vocabulary, view.index(), policy);
        if (situation.comment()) {
            return Stream.of();
        }
        if (situation.quoted().isPresent()) {
            return namesGroup(situation) ? groups() : inText(situation);
        }
        if (situation.header().isEmpty()) {
            return declarations();
        }
        if (situation.brackets().isEmpty()) {
            return header(situation, known);
        }
        Stream<Proposal> within = body(situation, known);
        return situation.beginsText() ? Stream.concat(declarations(), within) : within;
    }

    private static Stream<Proposal> body(Situation situation, Known known) {
        return switch (situation.declaration()) {
            case "test" ->
                situation.head().stream().noneMatch(one -> one.is("for")) || situation.within("{")
                        ? new TestWords(situation, known).next()
                        : known.values();
            case "invariant" -> invariant(situation, known);
            case "let", "list" -> new Conditions(situation, known).next();
            default -> new RuleWords(situation, known).next();
        };
    }

    /// Whether the text is that of `group("…")`, or one of `groups: ["…"]`.
    private static boolean namesGroup(Situation situation) {
        if (situation.within("(")) {
            return situation.opener(situation.brackets().getLast()).equals("group");
        }
        int bracket = situation.within("[") ? situation.brackets().getLast() : 0;
        return bracket > 1
                && situation.opener(bracket).equals(":")
                && situation.before().get(bracket - 2).is("groups");
    }

    /// Every group the policy set names.
    private Stream<Proposal> groups() {
        return view.sources().sources().stream()
                .flatMap(source -> Groups.in(Lexemes.of(source)))
                .distinct()
                .sorted()
                .map(Completions::group);
    }

    private static Proposal group(String name) {
        return new Proposal(Kind.WORD, name, "group", "", name.replaceAll("[\\\\$}]", "\\\\$0"));
    }

    /// In the braces of a message stands an attribute.
    private Stream<Proposal> inText(Situation situation) {
        String text = situation.last().orElseThrow().text();
        boolean hole = text.lastIndexOf('{') > text.lastIndexOf('}');
        return hole
                        && situation.clauseWord().equals("because")
                        && !situation.declaration().equals("test")
                ? new Attributes(vocabulary, situation.protocol())
                        .all().stream().map(Proposal::of)
                : Stream.of();
    }

    private static Stream<Proposal> declarations() {
        return Phrases.DECLARATIONS.stream().map(phrase -> Proposal.of(Kind.KEYWORD, phrase));
    }

    private static Stream<Proposal> header(Situation situation, Known known) {
        String last = situation.word(1);
        int words = situation.head().size();
        Stream<Proposal> next = switch (situation.declaration()) {
            case "policy" -> words == 1 ? policies(known) : Stream.of();
            case "import" -> words == 1 ? known.policies() : words == 2 ? word("as") : Stream.of();
            case "observe" -> EFFECTS.stream().map(word -> Proposal.of(Kind.KEYWORD, word));
            case "let" ->
                situation.head().stream().anyMatch(one -> one.is("="))
                        ? new Conditions(situation, known).next()
                        : Stream.of();
            case "list" -> words == 2 ? word("from") : words == 4 ? word("column") : Stream.of();
            case "test" -> words == 2 ? word("for") : last.equals("for") ? Stream.of() : word("in");
            default -> last.equals("on") ? known.protocols() : on(situation) ? word("on") : Stream.of();
        };
        boolean another = situation.startsLine() && mayEnd(situation, known);
        return another ? Stream.concat(next, declarations()) : next;
    }

    private static Stream<Proposal> policies(Known known) {
        return known.index().policies().stream()
                .filter(name -> !name.isEmpty())
                .map(name -> Proposal.of(Kind.POLICY, name, "policy"));
    }

    /// Whether a name of a rule has just been written.
    private static boolean on(Situation situation) {
        return situation.protocol().isEmpty()
                && situation.head().size() > 1
                && situation.last().map(one -> one.kind() == Lexeme.Kind.NAME).orElse(false);
    }

    /// Whether the declaration before the cursor may be at its end.
    private static boolean mayEnd(Situation situation, Known known) {
        return switch (situation.declaration()) {
            case "policy", "import" -> situation.head().size() > 1;
            case "list" -> situation.head().size() > 3;
            case "let" -> new Conditions(situation, known).isBehindOperand();
            default -> false;
        };
    }

    private static Stream<Proposal> invariant(Situation situation, Known known) {
        boolean implied =
                situation
                        .before()
                        .subList(
                                situation.brackets().getFirst(),
                                situation.before().size())
                        .stream()
                        .anyMatch(one -> one.is("implies"));
        if (implied) {
            return List.of("implies", "or").contains(situation.word(1))
                    ? Stream.of("deny", "approve", "allow").map(word -> Proposal.of(Kind.WORD, word, ""))
                    : word("or");
        }
        var conditions = new Conditions(situation, known);
        return conditions.isBehindOperand() ? Stream.concat(word("implies"), conditions.next()) : conditions.next();
    }

    private static Stream<Proposal> word(String word) {
        return Stream.of(Proposal.of(Kind.KEYWORD, word));
    }

    private CompletionItem item(Proposal proposal, Range range) {
        var item = new CompletionItem(proposal.label());
        item.setKind(kind(proposal.kind()));
        item.setSortText(proposal.kind().rank() + proposal.label());
        Optional.of(proposal.detail()).filter(detail -> !detail.isEmpty()).ifPresent(item::setDetail);
        if (!proposal.doc().isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, proposal.doc()));
        }
        item.setInsertTextFormat(patterns ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        String text = patterns ? proposal.pattern() : proposal.phrase().plain();
        item.setTextEdit(Either.forLeft(new TextEdit(range, text)));
        item.setFilterText(proposal.label());
        return item;
    }

    private static CompletionItemKind kind(Kind kind) {
        return switch (kind) {
            case WORD -> CompletionItemKind.EnumMember;
            case ENTITY -> CompletionItemKind.Constant;
            case LOCAL -> CompletionItemKind.Variable;
            case ATTRIBUTE -> CompletionItemKind.Field;
            case LET -> CompletionItemKind.Constant;
            case LIST -> CompletionItemKind.Value;
            case RULE -> CompletionItemKind.Function;
            case PROTOCOL -> CompletionItemKind.Interface;
            case POLICY -> CompletionItemKind.Module;
            case CLAUSE, KEYWORD -> CompletionItemKind.Keyword;
            case OPERATOR -> CompletionItemKind.Operator;
        };
    }
}
