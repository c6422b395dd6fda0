// SPDX-License-Identifier: Apache-2.0
package policy.compiler.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.format.Formatter;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;

/// All that is declared in a policy set, whether it compiles or not.
///
/// @param items in the order of files and places
/// @param unread declarations that did not parse, or files that could not be read
public record Outline(List<Item> items, List<Span> unread) {

    public Outline {
        items = List.copyOf(items);
        unread = List.copyOf(unread);
    }

    public static Outline of(SourceSet sources) {
        var items = new ArrayList<Item>();
        var unread = new ArrayList<Span>();
        for (Parsed parsed : Parser.parse(sources)) {
            read(parsed, items, unread);
        }
        return new Outline(items, unread);
    }

    private static void read(Parsed parsed, List<Item> items, List<Span> unread) {
        PolicyFile file = parsed.file();
        String policy = file.policy().map(Name::text).orElse("");
        List<Optional<Declaration>> styled = styled(parsed);
        for (int i = 0; i < styled.size(); i++) {
            Span span = file.declarations().get(i).span();
            if (styled.get(i).isPresent()) {
                Declaration declaration = styled.get(i).get();
                name(declaration)
                        .ifPresent(name -> items.add(new Item(kind(declaration), policy, name, declaration, span)));
            } else {
                unread.add(span);
            }
        }
    }

    /// Each declaration of a file as if it stood in the one style, without comments; nothing where it did not
    /// parse.
    private static List<Optional<Declaration>> styled(Parsed parsed) {
        PolicyFile file = parsed.file();
        String text = withoutComments(parsed);
        if (!parsed.hasErrors()) {
            return styled(file, text).stream().map(Optional::of).toList();
        }
        return file.declarations().stream()
                .map(declaration -> alone(file, text, declaration.span()))
                .toList();
    }

    private static Optional<Declaration> alone(PolicyFile file, String text, Span declaration) {
        String policy = file.policy().map(Name::text).orElse("unnamed");
        int start = withDocumentation(text, declaration.start());
        String only = "policy " + policy + "\n" + text.substring(start, declaration.end());
        return styled(file, only).stream().findFirst();
    }

    /// Where the `///` lines right before a declaration begin.
    private static int withDocumentation(String text, int declaration) {
        int start = declaration;
        while (start > 0 && text.charAt(start - 1) == '\n') {
            int line = text.lastIndexOf('\n', start - 2) + 1;
            if (!text.substring(line, start).stripLeading().startsWith("///")) {
                break;
            }
            start = line;
        }
        return start;
    }

    private static String withoutComments(Parsed parsed) {
        var text = new StringBuilder(parsed.file().span().source().text());
        parsed.comments().forEach(comment -> {
            for (int i = comment.span().start(); i < comment.span().end(); i++) {
                text.setCharAt(i, ' ');
            }
        });
        return text.toString();
    }

    /// @return none if it does not parse
    private static List<Declaration> styled(PolicyFile file, String text) {
        String name = file.span().source().name();
        return Formatter.format(Parser.parse(new Source(name, text)))
                .map(styled -> Parser.parse(new Source(name, styled)).file().declarations())
                .orElse(List.of());
    }

    private static Kind kind(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration _ -> Kind.IMPORT;
            case Declaration.LetDeclaration _ -> Kind.LET;
            case Declaration.ListDeclaration _ -> Kind.LIST;
            case Declaration.RuleDeclaration _ -> Kind.RULE;
            case Declaration.TestDeclaration _ -> Kind.TEST;
            case Declaration.InvariantDeclaration _ -> Kind.INVARIANT;
            case Declaration.Invalid _ -> throw new IllegalArgumentException("what did not parse is of no kind");
        };
    }

    private static Optional<String> name(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration(Name policy, var _, var _) -> Optional.of(policy.text());
            case Declaration.LetDeclaration let -> Optional.of(let.name().text());
            case Declaration.ListDeclaration list -> Optional.of(list.name().text());
            case Declaration.RuleDeclaration rule -> Optional.of(rule.name().text());
            case Declaration.TestDeclaration test -> Optional.of(test.title().text());
            case Declaration.InvariantDeclaration invariant ->
                Optional.of(invariant.name().text());
            case Declaration.Invalid _ -> Optional.empty();
        };
    }
}
