// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.source.Source;

/// Where tokens stand.
public final class Tokens {

    private Tokens() {}

    /// The places at which tokens begin that are no comments, and the end of the text.
    public static List<Integer> starts(String text) {
        var source = new Source("any.hpol", text);
        return Scanner.scan(source, new Reports(source)).stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .map(CommonToken::getStartIndex)
                .toList();
    }
}
