// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.util.Locale;
import java.util.regex.Pattern;
import policy.compiler.test.TestCase;

/// Which tests to run, by `policy / title`: a text that stands somewhere in it, or, with `*` or `?` in it, a glob for
/// all
/// of it. Large and small letters are the same.
public final class TestFilter {

    private final String text;
    private final Pattern glob;

    public TestFilter(String written) {
        this.text = written.toLowerCase(Locale.ROOT);
        this.glob = Pattern.compile(regex(text), Pattern.DOTALL);
    }

    private static String regex(String text) {
        boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        var regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return glob ? regex.toString() : ".*" + regex + ".*";
    }

    public boolean takes(TestCase test) {
        return glob.matcher(nameOf(test).toLowerCase(Locale.ROOT)).matches();
    }

    public boolean takesAll() {
        return text.isEmpty();
    }

    /// How a test is called where tests of several policies stand together.
    public static String nameOf(TestCase test) {
        return test.policy() + " / " + test.name();
    }
}
