// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexeme.Kind;

/// The groups a text names in `group("…")`, however far it is from being right.
final class Groups {

    private Groups() {}

    static Stream<String> in(List<Lexeme> words) {
        return IntStream.range(2, words.size())
                .filter(i -> words.get(i).kind() == Kind.TEXT
                        && words.get(i - 1).is("(")
                        && words.get(i - 2).is("group"))
                .mapToObj(i -> words.get(i).text())
                .filter(text -> text.length() > 2 && text.startsWith("\"") && text.endsWith("\""))
                .map(text -> text.substring(1, text.length() - 1))
                .filter(name -> name.lines().count() == 1);
    }
}
