// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/// What a glob asks: `*` stands for anything within a path segment, `**` for anything at all, `?` for one character
/// other than `/`; everything else stands for itself.
public final class Glob {

    private static final String WILDCARDS = "*?";

    private Glob() {}

    /// The simplest test that asks the same.
    ///
    /// @throws IllegalArgumentException if the glob is not valid, with a message for the author
    public static Test test(String glob) {
        if (glob.length() > Regex.MOST_STEPS) {
            throw new IllegalArgumentException("it is over " + Regex.MOST_STEPS + " characters long");
        }
        if (glob.contains("***")) {
            throw new IllegalArgumentException("three stars in a row mean nothing");
        }
        String prefix = glob.substring(0, firstWildcard(glob));
        if (prefix.length() == glob.length()) {
            return new Test.OneOf(Set.of(glob));
        }
        if (glob.length() == prefix.length() + 2 && glob.endsWith("**")) {
            return new Test.StartsWith(prefix);
        }
        if (glob.startsWith("**") && firstWildcard(glob.substring(2)) == glob.length() - 2) {
            return new Test.EndsWith(glob.substring(2));
        }
        return new Test.Like(glob, prefix, longestPart(glob), Pattern.compile(regex(glob), Pattern.DOTALL));
    }

    /// What stands for itself between two wildcards.
    private static Set<String> longestPart(String glob) {
        return Arrays.stream(glob.split("[*?]+"))
                .max(Comparator.comparingInt(String::length))
                .filter(part -> !part.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
    }

    private static int firstWildcard(String glob) {
        int at = 0;
        while (at < glob.length() && WILDCARDS.indexOf(glob.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            if (glob.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else if (glob.charAt(at) == '*') {
                regex.append("[^/]*");
                at++;
            } else if (glob.charAt(at) == '?') {
                regex.append("[^/]");
                at++;
            } else {
                int end = at + firstWildcard(glob.substring(at));
                regex.append(Pattern.quote(glob.substring(at, end)));
                at = end;
            }
        }
        return regex.toString();
    }
}
