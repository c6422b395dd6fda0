// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import policy.protocols.sql.lex.Limits;
import policy.protocols.sql.lex.Token;

/// Runs the grammar over tokens.
final class Parsing {

    /// Why tokens are not read, in words for the blocked person.
    static final class NotRead extends Exception {

        private static final long serialVersionUID = 1;

        NotRead(String because) {
            super(because, null, false, false);
        }

        String because() {
            return String.valueOf(getMessage());
        }
    }

    private Parsing() {}

    /// @throws NotRead if the tokens are not what the rule describes
    static <T> T parse(List<Token> tokens, Function<Grammar, T> rule) throws NotRead {
        bound(tokens);
        var parser = new Grammar(Tokens.stream(tokens));
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        // With one token to look at nearly everywhere, full context would decide nothing differently.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            int near = parser.getCurrentToken().getTokenIndex();
            throw new NotRead(
                    near >= 0 && near < tokens.size()
                            ? "the statement is not one that is read, from character %d on"
                                    .formatted(tokens.get(near).start() + 1)
                            : "the statement is not one that is read: it ends too early");
        }
    }

    /// The parser recurses as deep as these nest. A word behind AS or a point is a name, so that `AS end` does not
    /// hide what is open.
    private static void bound(List<Token> tokens) throws NotRead {
        int brackets = 0;
        int cases = 0;
        boolean name = false;
        for (Token token : tokens) {
            if (token.isSymbol("(") || token.isSymbol("[")) {
                brackets++;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                brackets--;
            } else if (!name && token.isWord("case")) {
                cases++;
            } else if (!name && token.isWord("end")) {
                cases--;
            }
            if (brackets < 0 || cases < 0) {
                throw new NotRead("the statement closes what it did not open");
            }
            if (brackets + cases > Limits.DEPTH) {
                throw new NotRead("the statement nests deeper than %d levels".formatted(Limits.DEPTH));
            }
            name = token.isWord("as") || token.isSymbol(".");
        }
    }
}
