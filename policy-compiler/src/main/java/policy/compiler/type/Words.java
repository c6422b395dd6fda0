// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;

/// Words of clauses that stand for one of a few things: `sso`, `tokens`, `same_shape`.
final class Words {

    private Words() {}

    /// What a word stands for; a mistake is told if it is none of them.
    ///
    /// @param what how messages call the words, such as `unit`
    static <E extends Enum<E>> Optional<E> read(Name written, Class<E> meanings, String what, Reading reading) {
        List<E> all = Stream.of(meanings.getEnumConstants()).toList();
        Optional<E> meant =
                all.stream().filter(one -> word(one).equals(written.text())).findFirst();
        if (meant.isEmpty()) {
            reading.mistake(
                    Code.P208,
                    "`" + written.text() + "` is not a " + what,
                    written.span(),
                    "unknown word",
                    Suggestion.among(all.stream().map(Words::word).toList(), written.text(), "the words are"));
        }
        return meant;
    }

    private static String word(Enum<?> meaning) {
        return meaning.name().toLowerCase(Locale.ROOT);
    }
}
