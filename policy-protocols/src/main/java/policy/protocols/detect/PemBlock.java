// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A private key in PEM (RFC 7468) or in OpenPGP's armor: from its first line to its last, or as far as
/// it goes.
record PemBlock() implements Shape {

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final int MAX_LABEL = 40;

    /// An RSA key of 16 384 bits takes 12 600 characters.
    private static final int MAX_BODY = 16_384;

    private static final Token START = new Token(
            Alphabet.NONE,
            List.of(Token.word(BEGIN), Token.run(new Alphabet("A-Z0-9 "), 1, MAX_LABEL), Token.word(DASHES)),
            Alphabet.NONE,
            0);
    private static final Token END = new Token(
            Alphabet.NONE,
            List.of(Token.word("-----END "), Token.run(new Alphabet("A-Z0-9 "), 1, MAX_LABEL), Token.word(DASHES)),
            Alphabet.NONE,
            0);

    @Override
    public boolean mayStartWith(char c) {
        return c == '-';
    }

    @Override
    public boolean mayFollow(int before) {
        return true;
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        Match first = START.match(text, start);
        if (first == null || !isPrivate(text, start + BEGIN.length(), first.end() - DASHES.length())) {
            return null;
        }
        int end = first.end();
        while (end - first.end() < MAX_BODY && text.at(end) != Window.NOTHING && !dashes(text, end)) {
            end++;
        }
        Match last = END.match(text, end);
        return new Match(start, last == null ? end : last.end());
    }

    @Override
    public boolean spansLines() {
        return true;
    }

    private static boolean isPrivate(Window text, int start, int end) {
        var label = new StringBuilder();
        for (int i = start; i < end; i++) {
            label.append((char) text.at(i));
        }
        return label.indexOf("PRIVATE KEY") >= 0;
    }

    private static boolean dashes(Window text, int start) {
        for (int i = 0; i < DASHES.length(); i++) {
            if (text.at(start + i) != '-') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int reach() {
        return START.reach() + MAX_BODY + END.reach();
    }
}
