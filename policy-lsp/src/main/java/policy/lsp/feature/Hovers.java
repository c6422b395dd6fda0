// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import policy.compiler.lists.ListReader;
import policy.compiler.report.Report;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.parse.Lexeme;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.lsp.index.Occurrence;
import policy.lsp.index.Occurrence.Meaning;
import policy.lsp.text.Around;
import policy.lsp.text.Shortened;
import policy.lsp.words.Attributes;
import policy.lsp.words.Phrases;
import policy.lsp.words.Types;
import policy.lsp.workspace.View;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// What a word means, as Markdown.
public final class Hovers {

    /// Characters shown of a value.
    static final int MAX_VALUE = 400;

    private final View view;
    private final Vocabulary vocabulary;

    public Hovers(View view, Vocabulary vocabulary) {
        this.view = view;
        this.vocabulary = vocabulary;
    }

    public Optional<Hover> at(Source source, int offset) {
        Optional<Occurrence> occurrence = view.index().at(source.name(), offset);
        if (occurrence.isPresent()) {
            return view.index()
                    .meaning(occurrence.get().symbol())
                    .map(meaning -> hover(
                            told(meaning, occurrence.get().symbol().name()),
                            occurrence.get().span()));
        }
        return Around.lexeme(source, offset)
                .flatMap(lexeme -> lexeme.kind() == Lexeme.Kind.TEXT
                        ? hole(source, offset)
                        : told(lexeme, source).map(text -> hover(text, lexeme.span())));
    }

    /// In the braces of a message stands an attribute.
    private Optional<Hover> hole(Source source, int offset) {
        Span word = Around.word(source, offset);
        String text = source.text();
        boolean hole = word.start() > 0
                && word.end() < text.length()
                && text.charAt(word.start() - 1) == '{'
                && text.charAt(word.end()) == '}';
        return hole ? told(word.text(), source, offset).map(told -> hover(told, word)) : Optional.empty();
    }

    private Hover hover(String markdown, Span at) {
        return new Hover(
                new MarkupContent(MarkupKind.MARKDOWN, markdown),
                view.lines(at.source()).range(at));
    }

    private String told(Meaning meaning, String name) {
        return switch (meaning) {
            case Meaning.Declared(Declaration declaration) -> told(declaration);
            case Meaning.Policy _ -> code("policy " + name) + rules(name);
            case Meaning.Import(String policy) -> code("import " + policy + " as " + name) + rules(policy);
            case Meaning.Parameter(String let) -> code(name) + "A parameter of `" + let + "`.";
            case Meaning.Item(var list) -> code(name) + "One item of `" + shortened(list.span()) + "`.";
            case Meaning.Column _ -> code(name) + "A column of the test's table.";
        };
    }

    private String rules(String policy) {
        long rules = view.index().declared(policy).values().stream()
                .filter(RuleDeclaration.class::isInstance)
                .count();
        return "%d %s, %d %s in all."
                .formatted(
                        rules,
                        rules == 1 ? "rule" : "rules",
                        view.index().declared(policy).size(),
                        view.index().declared(policy).size() == 1 ? "name" : "names");
    }

    private String told(Declaration declaration) {
        return switch (declaration) {
            case RuleDeclaration rule ->
                code(Outline.effect(rule) + " " + rule.name().text() + " on "
                                + rule.protocol().text())
                        + rule.doc();
            case LetDeclaration let ->
                code("let " + let.name().text() + parameters(let) + " = "
                                + shortened(let.value().span()))
                        + let.doc();
            case ListDeclaration list ->
                code("list " + list.name().text() + " from \"" + list.file().text() + "\"")
                        + items(list)
                        + (list.doc().isEmpty() ? "" : "\n\n" + list.doc());
            case InvariantDeclaration invariant ->
                code("invariant " + invariant.name().text() + " on "
                                + invariant.protocol().text())
                        + invariant.doc();
            case Declaration.ImportDeclaration _, Declaration.TestDeclaration _, Declaration.Invalid _ -> "";
        };
    }

    private static String parameters(LetDeclaration let) {
        return let.parameters().isEmpty()
                ? ""
                : let.parameters().stream().map(Name::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /// How many there are right now: the file is read.
    private String items(ListDeclaration list) {
        var report = new Report();
        int items = new ListReader(view.sources().dataFiles(), report)
                .read(list)
                .rows()
                .size();
        return report.mistakes() > 0
                ? "The file cannot be read; see the problem told here."
                : items == 1 ? "1 item." : items + " items.";
    }

    private Optional<String> told(Lexeme lexeme, Source source) {
        return switch (lexeme.kind()) {
            case NAME -> told(lexeme.text(), source, lexeme.span().start());
            case DECLARATION, CLAUSE, KEYWORD -> keyword(lexeme.text());
            case TEXT, NUMBER, SIGN, COMMENT -> Optional.empty();
        };
    }

    private static Optional<String> keyword(String word) {
        return Phrases.of(
                        switch (word) {
                            case "starts", "ends" -> word + " with";
                            default -> word;
                        })
                .map(phrase -> code(word) + phrase.doc());
    }

    private Optional<String> told(String word, Source source, int offset) {
        Optional<String> attribute = new Attributes(vocabulary, protocol(source.name(), offset))
                .of(word)
                .map(one -> told(one, word));
        return attribute
                .or(() -> vocabulary.entity(word).map(Hovers::told))
                .or(() -> vocabulary.schema(word).map(Hovers::told))
                .or(() -> keyword(word));
    }

    /// Of the rule around a place; empty where it does not parse, and then any is meant.
    private Optional<String> protocol(String file, int offset) {
        return view.parsed(file).stream()
                .flatMap(parsed -> parsed.file().declarations().stream())
                .filter(one ->
                        one.span().start() <= offset && offset <= one.span().end())
                .flatMap(one -> switch (one) {
                    case RuleDeclaration rule -> Optional.of(rule.protocol().text()).stream();
                    case InvariantDeclaration invariant ->
                        Optional.of(invariant.protocol().text()).stream();
                    case LetDeclaration _,
                            ListDeclaration _,
                            Declaration.ImportDeclaration _,
                            Declaration.TestDeclaration _,
                            Declaration.Invalid _ -> Optional.<String>empty().stream();
                })
                .findFirst();
    }

    private static String told(Attribute attribute, String word) {
        String name = attribute.name().equals(word) ? word : word + " (of " + attribute.name() + ")";
        return code(name + " : " + Types.of(attribute)) + attribute.doc();
    }

    private static String told(Entity entity) {
        return code(entity.name()) + entity.doc();
    }

    private static String told(Schema schema) {
        List<String> names = schema.ownByName().stream()
                .map(Attribute::name)
                .filter(name -> name.indexOf(' ') < 0)
                .toList();
        return code(schema.protocol())
                + schema.doc()
                + "\n\n"
                + names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /// A block of code in hpol and an empty line. The fence is longer than any a policy could hold in one line.
    private static String code(String code) {
        return "````hpol\n" + code.replace("````", "") + "\n````\n\n";
    }

    private static String shortened(Span span) {
        return Shortened.to(MAX_VALUE, span.text().strip().replaceAll("\\s+", " "));
    }
}
