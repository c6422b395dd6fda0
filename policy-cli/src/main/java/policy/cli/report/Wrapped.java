// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

/// Prose in lines of a terminal.
public final class Wrapped {

    /// Columns of a line.
    private static final int WIDTH = 100;

    private Wrapped() {}

    /// @param text words with one space between them; a longer word has a line of its own
    /// @param indent of every line
    public static String text(String text, int indent) {
        var out = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            int length = word.codePointCount(0, word.length());
            if (column > 0 && column + 1 + length > WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? " ".repeat(indent) : " ").append(word);
            column += length + (column == 0 ? indent : 1);
        }
        return out.append('\n').toString();
    }
}
