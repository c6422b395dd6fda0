// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.Arrays;
import java.util.Locale;
import policy.dsl.source.Span;

/// One line of source as a terminal shows it, and where in it a span stands.
///
/// @param text tabs as spaces, invisible characters spelled out, cut to what stands around the span
/// @param start offset in the source of the first character shown
/// @param end offset after the last one shown
/// @param cutBefore columns that a mark for what was cut off takes before the text
record SourceLine(String text, String source, int start, int end, int cutBefore) {

    private static final int TAB_WIDTH = 4;

    /// UTF-16 units shown of a longer line, and of those, how many before the span.
    private static final int MAX_SHOWN = 160;

    private static final int SHOWN_BEFORE = 40;
    private static final String CUT = "…";

    /// Blocks of East Asian wide and full-width characters (Unicode Standard Annex 11), first and last.
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1B000, 0x1B2FF},
        {0x20000, 0x3FFFD},
    };

    /// @param start columns before the first
    /// @param width at least one
    record Columns(int start, int width) {}

    static SourceLine around(Span span) {
        String source = span.source().text();
        int lineStart = source.lastIndexOf('\n', span.start() - 1) + 1;
        int newline = source.indexOf('\n', span.start());
        int lineEnd = newline < 0 ? source.length() : newline;
        if (lineEnd > lineStart && source.charAt(lineEnd - 1) == '\r') {
            lineEnd--;
        }
        int start = lineEnd - lineStart <= MAX_SHOWN ? lineStart : Math.max(lineStart, span.start() - SHOWN_BEFORE);
        int end = Math.min(lineEnd, start + MAX_SHOWN);
        String before = start > lineStart ? CUT : "";
        String after = end < lineEnd ? CUT : "";
        String text = before + shown(source, start, Math.max(start, end), before.length()) + after;
        return new SourceLine(text.stripTrailing(), source, start, Math.max(start, end), before.length());
    }

    /// Where the span's part of this line stands.
    Columns columns(Span span) {
        int from = Math.clamp(span.start(), start, end);
        int to = Math.clamp(span.end(), from, end);
        int before = cutBefore + width(shown(source, start, from, cutBefore));
        int width = cutBefore + width(shown(source, start, to, cutBefore)) - before;
        return new Columns(before, Math.max(1, width));
    }

    private static String shown(String source, int from, int to, int column) {
        var shown = new StringBuilder();
        int columns = column;
        for (int at = from; at < to; at += Character.charCount(source.codePointAt(at))) {
            int character = source.codePointAt(at);
            String piece = character == '\t' ? " ".repeat(TAB_WIDTH - columns % TAB_WIDTH) : visible(character);
            shown.append(piece);
            columns += width(piece);
        }
        return shown.toString();
    }

    /// Text without anything a terminal would act on or not show.
    static String visible(String text) {
        var visible = new StringBuilder();
        text.codePoints().forEach(character -> visible.append(visible(character)));
        return visible.toString();
    }

    private static String visible(int character) {
        return Invisible.is(character)
                ? String.format(Locale.ROOT, "<U+%04X>", character)
                : Character.toString(character);
    }

    /// Columns a terminal takes to show the text.
    static int width(String text) {
        return text.codePoints().map(SourceLine::width).sum();
    }

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        return character >= WIDE[0][0]
                && (Character.isEmojiPresentation(character)
                        || Arrays.stream(WIDE).anyMatch(block -> character >= block[0] && character <= block[1]));
    }
}
