// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.parse.PolicyParser.FileContext;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;

/// Reads policy text. Never throws for any text and never recurses deeper than a fixed bound; time and memory grow
/// with the length, which [SourceSet#MAX_FILE_BYTES] bounds.
public final class Parser {

    private Parser() {}

    /// The tree of one source and everything that is wrong with its syntax.
    public static Parsed parse(Source source) {
        if (source.text().length() > SourceSet.MAX_FILE_BYTES) {
            var start = new Span(source, 0, 0);
            return unread(Diagnostic.of(
                    Code.P001,
                    "a policy file holds at most " + SourceSet.MAX_FILE_BYTES + " bytes",
                    start,
                    "longer than that",
                    "split it into several files of the same policy"));
        }
        var reports = new Reports(source);
        var places = new Places(source);
        List<CommonToken> tokens = Scanner.scan(source, reports);
        List<CommonToken> visible = tokens.stream()
                .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        Keywords.settle(visible, places, reports);
        Nesting.bound(visible, places, reports);
        var stream = new CommonTokenStream(new ListTokenSource(tokens));
        var parser = new PolicyParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery(places, reports));
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        FileContext tree = parser.file();
        var comments = new Comments(tokens, places, reports);
        PolicyFile file = new AstBuilder(comments, places, reports).file(tree);
        return new Parsed(file, comments.rest(), reports.inOrder());
    }

    /// Every source of a set, in its order. A file that could not be read is there too, as one `Invalid`
    /// declaration, so nobody takes what it may have declared for missing.
    public static List<Parsed> parse(SourceSet set) {
        var read = set.sources().stream().map(Parser::parse);
        var unread = set.diagnostics().stream().map(Parser::unread);
        return Stream.concat(read, unread).toList();
    }

    private static Parsed unread(Diagnostic diagnostic) {
        Source source = diagnostic.primary().span().source();
        var whole = new Span(source, 0, source.text().length());
        var file = new PolicyFile(Optional.empty(), List.of(new Declaration.Invalid(whole)), whole);
        return new Parsed(file, List.of(), List.of(diagnostic));
    }
}
