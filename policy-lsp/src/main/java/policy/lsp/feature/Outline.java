// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.PolicyFile;
import policy.dsl.source.Span;
import policy.lsp.text.Lines;

/// What a file declares, as a list to jump by.
public final class Outline {

    /// Declarations told of one file.
    static final int MAX_SYMBOLS = 10_000;

    private Outline() {}

    public static List<DocumentSymbol> of(PolicyFile file, Lines lines) {
        return file.declarations().stream()
                .flatMap(declaration -> Stream.ofNullable(of(declaration, lines).orElse(null)))
                .limit(MAX_SYMBOLS)
                .toList();
    }

    private static Optional<DocumentSymbol> of(Declaration declaration, Lines lines) {
        return switch (declaration) {
            case RuleDeclaration rule ->
                Optional.of(symbol(
                        rule.name().text(),
                        effect(rule) + " on " + rule.protocol().text(),
                        SymbolKind.Function,
                        rule.span(),
                        rule.name().span(),
                        lines));
            case LetDeclaration let ->
                Optional.of(symbol(
                        let.name().text(),
                        "let",
                        SymbolKind.Constant,
                        let.span(),
                        let.name().span(),
                        lines));
            case ListDeclaration list ->
                Optional.of(symbol(
                        list.name().text(),
                        "list",
                        SymbolKind.Array,
                        list.span(),
                        list.name().span(),
                        lines));
            case InvariantDeclaration invariant ->
                Optional.of(symbol(
                        invariant.name().text(),
                        "invariant on " + invariant.protocol().text(),
                        SymbolKind.Property,
                        invariant.span(),
                        invariant.name().span(),
                        lines));
            case TestDeclaration test ->
                Optional.of(symbol(
                        test.title().text().isBlank() ? "test" : test.title().text(),
                        "test",
                        SymbolKind.Event,
                        test.span(),
                        test.title().span(),
                        lines));
            case ImportDeclaration one ->
                Optional.of(symbol(
                        one.policy().text(),
                        "import",
                        SymbolKind.Module,
                        one.span(),
                        one.policy().span(),
                        lines));
            case Declaration.Invalid _ -> Optional.empty();
        };
    }

    static String effect(RuleDeclaration rule) {
        return (rule.observe() ? "observe " : "") + rule.effect().name().toLowerCase(Locale.ROOT);
    }

    private static DocumentSymbol symbol(
            String name, String detail, SymbolKind kind, Span whole, Span at, Lines lines) {
        return new DocumentSymbol(name, kind, lines.range(whole.to(at)), lines.range(at), detail);
    }
}
