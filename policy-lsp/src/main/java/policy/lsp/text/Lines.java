// SPDX-License-Identifier: Apache-2.0
package policy.lsp.text;

import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import policy.dsl.source.Span;

/// Offsets of a text as the protocol counts them: lines from 0, and in a line UTF-16 units from 0, which is how Java
/// counts too. Lines end in `\n`, `\r\n` or `\r`.
public final class Lines {

    private final String text;
    private final int[] starts;

    public Lines(String text) {
        this.text = text;
        this.starts = starts(text);
    }

    private static int[] starts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
                starts[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }

    public Position position(int offset) {
        int within = Math.clamp(offset, 0, text.length());
        int found = Arrays.binarySearch(starts, within);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, within - starts[line]);
    }

    public Range range(int start, int end) {
        return new Range(position(start), position(end));
    }

    public Range range(Span span) {
        return range(span.start(), span.end());
    }

    /// Of the whole text.
    public Range whole() {
        return range(0, text.length());
    }

    /// The nearest offset to a place that need not be there: behind the end of a line is its end, and behind the
    /// last line is the end of the text.
    public int offset(Position position) {
        if (position.getLine() < 0) {
            return 0;
        }
        if (position.getLine() >= starts.length) {
            return text.length();
        }
        int start = starts[position.getLine()];
        return start + Math.clamp(position.getCharacter(), 0, endOfLine(position.getLine()) - start);
    }

    /// Offset before what ends the line.
    public int endOfLine(int line) {
        int end = line + 1 < starts.length ? starts[line + 1] : text.length();
        while (end > starts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
