// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

/// A set of ASCII characters.
final class Alphabet {

    static final Alphabet NONE = new Alphabet("");
    static final Alphabet DIGITS = new Alphabet("0-9");
    static final Alphabet UPPER = new Alphabet("A-Z0-9");
    static final Alphabet ALNUM = new Alphabet("A-Za-z0-9");
    static final Alphabet BASE64 = new Alphabet("A-Za-z0-9+/");
    static final Alphabet BASE64_URL = new Alphabet("A-Za-z0-9_-");

    private static final int ASCII = 128;

    private final boolean[] members = new boolean[ASCII];

    /// @param members characters, and ranges such as `a-z`; a hyphen of its own stands last
    Alphabet(String members) {
        for (int i = 0; i < members.length(); i++) {
            boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
            char last = members.charAt(range ? i + 2 : i);
            for (char c = members.charAt(i); c <= last; c++) {
                this.members[c] = true;
            }
            i += range ? 2 : 0;
        }
    }

    boolean has(int c) {
        return c >= 0 && c < ASCII && members[c];
    }
}
