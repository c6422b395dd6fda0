// SPDX-License-Identifier: Apache-2.0
package approval;

/// Text as a reviewer must see it: nothing in it is hidden, reordered or blank without showing so.
public final class Visible {

    /// A line break takes as much room as this many characters.
    private static final int LINE_WEIGHT = 40;

    private Visible() {}

    /// The text with every control, format, private, unassigned, blank or selecting character written as
    /// its number, such as `⟨U+202E⟩`. Plain spaces, line feeds and what can be seen stay.
    public static String of(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(show(c)));
        return shown.toString();
    }

    /// The beginning and the end of a text, shown, and how much of it lies between.
    ///
    /// @param omitted how many characters (code points) are in neither
    public record Cut(String head, int omitted, String tail) {}

    /// @param headRoom room for the beginning, in shown characters
    /// @param tailRoom room for the end, if the whole does not fit into the room for both
    public static Cut cut(String text, int headRoom, int tailRoom) {
        String whole = fitting(text, 0, headRoom + tailRoom);
        if (text.codePointCount(0, text.length()) == consumed(text, 0, headRoom + tailRoom)) {
            return new Cut(whole, 0, "");
        }
        int headEnd = text.offsetByCodePoints(0, consumed(text, 0, headRoom));
        int tailStart = text.length();
        int room = tailRoom;
        while (tailStart > headEnd) {
            int c = text.codePointBefore(tailStart);
            room -= weight(c);
            if (room < 0) {
                break;
            }
            tailStart -= Character.charCount(c);
        }
        return new Cut(
                of(text.substring(0, headEnd)), text.codePointCount(headEnd, tailStart), of(text.substring(tailStart)));
    }

    private static String fitting(String text, int from, int room) {
        int end = text.offsetByCodePoints(from, consumed(text, from, room));
        return of(text.substring(from, end));
    }

    /// How many code points from here on fit into this room.
    private static int consumed(String text, int from, int room) {
        int left = room;
        int count = 0;
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            left -= weight(c);
            if (left < 0) {
                break;
            }
            count++;
            i += Character.charCount(c);
        }
        return count;
    }

    private static int weight(int c) {
        return c == '\n' ? LINE_WEIGHT : show(c).length();
    }

    private static String show(int c) {
        return c == ' ' || c == '\n' || !hidden(c) ? Character.toString(c) : "⟨U+%04X⟩".formatted(c);
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> selects(c) || blank(c);
        };
    }

    private static boolean selects(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F);
    }

    /// Characters that count as letters, marks or symbols and yet show nothing.
    private static boolean blank(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
