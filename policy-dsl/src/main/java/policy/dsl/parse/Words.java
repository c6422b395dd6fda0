// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;

/// A closed set of words where one of them is due.
///
/// @param what each of them is, with its article, as it reads after "not"
/// @param hints what to say of certain words that are not among them
record Words(String what, List<String> known, Map<String, String> hints) {

    Words {
        known = List.copyOf(known);
        hints = Map.copyOf(hints);
    }

    static Words of(String what, String... known) {
        return new Words(what, List.of(known), Map.of());
    }

    /// The word, if it is one of these; if not, that is told.
    Optional<Name> read(ParserRuleContext rule, Places places, Reports reports) {
        String word = rule.getText();
        if (known.contains(word)) {
            return Optional.of(new Name(word, places.of(rule)));
        }
        String noun = what.substring(what.indexOf(' ') + 1);
        reports.slip(Diagnostic.of(
                Code.P107,
                "unknown " + noun + " `" + Wording.shortened(word) + "`",
                places.of(rule),
                "not " + what,
                Optional.ofNullable(hints.get(word))
                        .or(() -> Nearest.to(word, known).map(near -> "did you mean `" + near + "`?"))
                        .orElse("write " + Lexicon.listed(known, "or"))));
        return Optional.empty();
    }
}
