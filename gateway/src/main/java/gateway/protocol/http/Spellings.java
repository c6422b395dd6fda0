// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A secret as bytes, in every spelling in which somebody who echoes it may write a character: as it is, or
/// escaped as JSON, URLs and HTML do. Which characters are escaped differs from program to program, so
/// each is free to be or not.
final class Spellings {

    /// By character, the spellings it has.
    private final List<List<byte[]>> characters;

    private final boolean[] starts = new boolean[1 << Byte.SIZE];

    Spellings(String secret) {
        characters = secret.codePoints().mapToObj(Spellings::of).toList();
        characters.getFirst().forEach(spelling -> starts[spelling[0] & 0xFF] = true);
    }

    /// Whether it may begin with this byte.
    boolean startsWith(byte first) {
        return starts[first & 0xFF];
    }

    /// What [#match] found out.
    static final int NO_MATCH = -1;

    static final int UNDECIDED = -2;

    /// Where the secret that begins at a place ends: the furthest, if there are several readings.
    ///
    /// @param to end of what is there
    /// @param complete whether nothing comes after it
    /// @return the end, [#NO_MATCH], or [#UNDECIDED] if that depends on what comes
    int match(byte[] text, int from, int to, boolean complete) {
        boolean undecided = false;
        int[] ends = {from};
        for (List<byte[]> spellings : characters) {
            var next = new LinkedHashSet<Integer>();
            for (int end : ends) {
                for (byte[] spelling : spellings) {
                    int same = same(text, end, to, spelling);
                    if (same == spelling.length) {
                        next.add(end + same);
                    } else if (end + same == to) {
                        undecided = true;
                    }
                }
            }
            ends = next.stream().mapToInt(Integer::intValue).toArray();
            if (ends.length == 0) {
                return undecided && !complete ? UNDECIDED : NO_MATCH;
            }
        }
        int furthest = NO_MATCH;
        for (int end : ends) {
            furthest = Math.max(furthest, end);
        }
        return undecided && !complete ? UNDECIDED : furthest;
    }

    /// How many bytes of a spelling stand here.
    private static int same(byte[] text, int from, int to, byte[] spelling) {
        int same = 0;
        while (same < spelling.length && from + same < to && text[from + same] == spelling[same]) {
            same++;
        }
        return same;
    }

    private static List<byte[]> of(int c) {
        String plain = Character.toString(c);
        var texts = new TreeSet<String>(List.of(plain));
        for (char unit : plain.length() == 1 ? plain.toCharArray() : new char[0]) {
            for (String form : List.of("\\u%04x", "\\u%04X", "&#x%x;", "&#x%X;", "&#%d;")) {
                texts.add(form.formatted((int) unit));
            }
        }
        switch (c) {
            case '/', '"', '\\' -> texts.add("\\" + plain);
            case '&' -> texts.add("&amp;");
            case '<' -> texts.add("&lt;");
            case '>' -> texts.add("&gt;");
            case ' ' -> texts.add("+");
            default -> {
                // no name of its own
            }
        }
        texts.addAll(percent(plain));
        var spellings = new ArrayList<byte[]>();
        texts.forEach(text -> spellings.add(text.getBytes(StandardCharsets.UTF_8)));
        if (c >= 0x80 && c <= 0xFF) {
            spellings.add(plain.getBytes(StandardCharsets.ISO_8859_1));
        }
        return spellings;
    }

    private static List<String> percent(String plain) {
        var lower = new StringBuilder();
        for (byte octet : plain.getBytes(StandardCharsets.UTF_8)) {
            lower.append("%%%02x".formatted(octet));
        }
        return List.of(lower.toString(), lower.toString().toUpperCase(Locale.ROOT));
    }
}
