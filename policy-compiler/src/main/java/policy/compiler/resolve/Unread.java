// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.dsl.source.Source;

/// Texts that may belong to a policy and could not be read in full.
///
/// @param all whether not even their words are known
/// @param words those that stand in them; a name that is not among them is not declared there
record Unread(boolean all, Set<String> words) {

    /// Nobody knows what stands there.
    static final Unread ALL = new Unread(true, Set.of());

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Unread {
        words = Set.copyOf(words);
    }

    static Unread of(Collection<Source> sources) {
        if (sources.stream().anyMatch(source -> source.text().isEmpty())) {
            return ALL;
        }
        var words = new HashSet<String>();
        for (Source source : sources) {
            Matcher word = WORD.matcher(source.text());
            while (word.find()) {
                words.add(word.group());
            }
        }
        return new Unread(false, words);
    }

    boolean mayDeclare(String name) {
        return all || words.contains(name);
    }
}
