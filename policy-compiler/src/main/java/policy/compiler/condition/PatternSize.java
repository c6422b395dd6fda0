// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Estimates how large a regular expression becomes once its counted repetitions are written out, without writing them
/// out: `((a{1000}){1000}){1000}` is a short text and a program of a billion steps. It need not be valid.
final class PatternSize {

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
    private static final long CAP = 1L << 40;

    private final String regex;
    private int at;
    /// Sizes of the groups that are open, outermost first, without the piece that was read last.
    private final Deque<Long> open = new ArrayDeque<>();
    private long piece;

    private PatternSize(String regex) {
        this.regex = regex;
        open.push(0L);
    }

    static long of(String regex) {
        return new PatternSize(regex).estimate();
    }

    private long estimate() {
        Matcher count = COUNT.matcher(regex);
        while (at < regex.length()) {
            switch (regex.charAt(at)) {
                case '\\' -> next(1, Math.min(2, regex.length() - at));
                case '[' -> next(1, classLength());
                case '(' -> {
                    next(0, 1);
                    open.push(0L);
                }
                case ')' -> close();
                case '{' -> {
                    if (count.region(at, regex.length()).lookingAt()) {
                        piece = Math.min(CAP, piece * Math.max(1, times(count)));
                        at = count.end();
                    } else {
                        next(1, 1);
                    }
                }
                default -> next(1, 1);
            }
        }
        return open.stream().mapToLong(Long::longValue).sum() + piece;
    }

    /// Adds the piece before to its group and begins another.
    private void next(long size, int length) {
        open.push(Math.min(CAP, open.pop() + piece));
        piece = size;
        at += length;
    }

    private void close() {
        next(0, 1);
        if (open.size() > 1) {
            piece = open.pop();
        }
    }

    private static long times(Matcher count) {
        String most = count.group(2);
        return Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
    }

    private int classLength() {
        // A bracket right after the opening one, or after [^, is part of the class.
        int end = at + (regex.startsWith("[^", at) ? 3 : 2);
        while (end < regex.length() && regex.charAt(end) != ']') {
            end += regex.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, regex.length()) - at;
    }
}
