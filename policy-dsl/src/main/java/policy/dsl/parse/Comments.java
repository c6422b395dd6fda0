// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.ast.Comment;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Which `///` lines document what. Those that document no declaration are kept as comments, and told, unless they
/// stand before the `policy` line, where people write what the file is about, or a mistake may have cost them theirs.
final class Comments {

    private final List<CommonToken> tokens;
    private final Places places;
    private final Reports reports;

    /// Documentation some declaration has taken, by place.
    private final Set<Integer> taken = new HashSet<>();

    /// That of the file.
    private final Set<Integer> ofFile = new HashSet<>();

    /// @param tokens all of the file, each at its own index
    Comments(List<CommonToken> tokens, Places places, Reports reports) {
        this.tokens = tokens;
        this.places = places;
        this.reports = reports;
    }

    /// The `///` lines right before a declaration, without slashes and the one space after them.
    String before(Token declaration) {
        List<CommonToken> lines = documentation(declaration);
        lines.forEach(line -> taken.add(line.getStartIndex()));
        return lines.stream()
                .map(line -> places.of(line).text().substring(3))
                .map(text -> (text.startsWith(" ") ? text.substring(1) : text).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /// Those before the `policy` line.
    void ofFile(Token policyLine) {
        documentation(policyLine).forEach(line -> ofFile.add(line.getStartIndex()));
    }

    private List<CommonToken> documentation(Token declaration) {
        var lines = new ArrayList<CommonToken>();
        for (int i = declaration.getTokenIndex() - 1; i >= 0 && isHidden(i); i--) {
            if (isDocumentation(i)) {
                lines.addFirst(tokens.get(i));
            }
        }
        return lines;
    }

    private boolean isHidden(int i) {
        return tokens.get(i).getChannel() != Token.DEFAULT_CHANNEL;
    }

    /// What stands after code on its line is about that line, not about what follows.
    private boolean isDocumentation(int i) {
        CommonToken token = tokens.get(i);
        return token.getType() == PolicyParser.DOC
                && (i == 0 || tokens.get(i - 1).getLine() < token.getLine());
    }

    /// All comments by position, once every declaration has taken its documentation.
    List<Comment> rest() {
        var rest = new ArrayList<Comment>();
        boolean broken = reports.hasErrors();
        boolean told = false;
        for (CommonToken token : tokens) {
            boolean free = token.getType() == PolicyParser.DOC && !taken.contains(token.getStartIndex());
            if (free && !broken && !told && !ofFile.contains(token.getStartIndex())) {
                documentsNothing(token);
            }
            told = free;
            if (free || token.getType() == PolicyParser.COMMENT) {
                rest.add(new Comment(places.of(token).text().stripTrailing(), places.of(token)));
            }
        }
        return rest;
    }

    private void documentsNothing(CommonToken token) {
        reports.slip(Diagnostic.of(
                Code.P112,
                "documentation of nothing",
                places.of(token),
                "no declaration that can be documented follows",
                "write `//` for a comment"));
    }
}
