// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.Optional;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Parsed;

/// Writes a policy file in the one style: four columns of indent, lines of [Layout#WIDTH] columns where that is
/// possible, an empty line between declarations, comments where they were. Numbers and texts stay as they were written.
public final class Formatter {

    private Formatter() {}

    /// The lines end in `\n`, whatever they ended in before.
    ///
    /// @return nothing if the file has errors: what did not parse cannot be written
    public static Optional<String> format(Parsed parsed) {
        return parsed.hasErrors()
                ? Optional.empty()
                : parsed.file().policy().map(name -> Layout.of(file(parsed, name)));
    }

    private static Doc file(Parsed parsed, Name policy) {
        PolicyFile file = parsed.file();
        var cursor = new Cursor(file.span().source().text(), parsed.comments());
        var declarations = new DeclarationDocs(cursor);
        var docs = new ArrayList<Doc>();
        docs.add(cursor.lead());
        docs.add(new Doc.Nest(ExpressionDocs.INDENT, cursor.flow(policy.span().end())));
        docs.add(cursor.behind());
        Optional<Declaration> previous = Optional.empty();
        for (Declaration declaration : file.declarations()) {
            boolean touch =
                    previous.filter(before -> mayTouch(before, declaration)).isPresent() && !cursor.blank();
            docs.add(touch ? Doc.HARD_LINE : Doc.concat(Doc.BLANK, Doc.HARD_LINE));
            docs.add(declarations.of(declaration));
            docs.add(cursor.behind());
            previous = Optional.of(declaration);
        }
        Doc rest = cursor.rest();
        if (!rest.equals(Doc.EMPTY)) {
            docs.add(Doc.concat(Doc.BLANK, Doc.HARD_LINE, rest));
        }
        return Doc.concat(docs);
    }

    /// Imports may stand together without empty lines between them, and so may lets and lists; one that is
    /// documented begins anew.
    private static boolean mayTouch(Declaration previous, Declaration next) {
        return switch (next) {
            case Declaration.ImportDeclaration _ -> previous instanceof Declaration.ImportDeclaration;
            case Declaration.LetDeclaration let -> let.doc().isEmpty() && isName(previous);
            case Declaration.ListDeclaration list -> list.doc().isEmpty() && isName(previous);
            case Declaration.RuleDeclaration _,
                    Declaration.TestDeclaration _,
                    Declaration.InvariantDeclaration _,
                    Declaration.Invalid _ -> false;
        };
    }

    private static boolean isName(Declaration declaration) {
        return declaration instanceof Declaration.LetDeclaration || declaration instanceof Declaration.ListDeclaration;
    }
}
