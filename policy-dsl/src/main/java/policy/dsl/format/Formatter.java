// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Parsed;

/// Writes a policy file in the one style: four columns of indent, lines of [Layout#WIDTH] columns where that is
/// possible,
/// an empty line between declarations, comments where they were.
public final class Formatter {

    private Formatter() {}

    /// @return nothing if the file has errors: what did not parse cannot be written
    public static Optional<String> format(Parsed parsed) {
        return parsed.hasErrors() ? Optional.empty() : Optional.of(Layout.of(file(parsed)));
    }

    private static Doc file(Parsed parsed) {
        PolicyFile file = parsed.file();
        var comments = new Comments(file.span().source().text(), parsed.comments());
        var declarations = new DeclarationDocs(comments);
        var docs = new ArrayList<Doc>();
        file.policy().ifPresent(name -> {
            docs.add(comments.before(name.span().start()));
            docs.add(Doc.text("policy " + name.text()));
            docs.add(comments.behind(name.span().end()));
            docs.add(Doc.HARD_LINE);
        });
        Optional<Declaration> previous = Optional.empty();
        for (Declaration declaration : file.declarations()) {
            docs.addAll(apart(previous, declaration));
            docs.add(comments.before(declaration.span().start()));
            docs.add(declarations.of(declaration));
            docs.add(comments.behind(declaration.span().end()));
            docs.add(Doc.HARD_LINE);
            previous = Optional.of(declaration);
        }
        if (comments.anyBefore(Integer.MAX_VALUE)) {
            docs.addAll(docs.isEmpty() ? List.of() : List.of(Doc.HARD_LINE));
            for (Doc comment : comments.alone(Integer.MAX_VALUE)) {
                docs.add(comment);
                docs.add(Doc.HARD_LINE);
            }
        }
        return new Doc.Concat(docs);
    }

    /// An empty line, but for imports, lists and one-line lets that stand together.
    private static List<Doc> apart(Optional<Declaration> previous, Declaration next) {
        boolean together = previous.isPresent()
                && kind(previous.get()) != Kind.OTHER
                && kind(previous.get()) == kind(next)
                && isNextLine(previous.get(), next);
        return together ? List.of() : List.of(Doc.HARD_LINE);
    }

    private enum Kind {
        IMPORT,
        NAME,
        OTHER
    }

    private static Kind kind(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ImportDeclaration _ -> Kind.IMPORT;
            case Declaration.LetDeclaration _, Declaration.ListDeclaration _ -> Kind.NAME;
            case Declaration.RuleDeclaration _,
                    Declaration.TestDeclaration _,
                    Declaration.InvariantDeclaration _,
                    Declaration.Invalid _ -> Kind.OTHER;
        };
    }

    private static boolean isNextLine(Declaration previous, Declaration next) {
        String between = next.span()
                .source()
                .text()
                .substring(previous.span().end(), next.span().start());
        return between.isBlank() && between.chars().filter(c -> c == '\n').count() == 1;
    }
}
