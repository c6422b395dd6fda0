// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Writes a [Doc] into lines of a width, as far as that is possible.
final class Layout {

    /// Columns of a line; comments and texts may be longer.
    static final int WIDTH = 120;

    /// What is still to be written.
    private record Piece(int indent, boolean broken, Doc doc) {}

    private final Rows rows = new Rows();
    private final Deque<Piece> left = new ArrayDeque<>();

    /// The line that has begun: its text, the spaces owed before the next text, and the column that will have.
    private final StringBuilder line = new StringBuilder();

    private final List<Rows.Mark> marks = new ArrayList<>();
    private int owed;
    private int column;
    private String comment = "";

    /// Whether nothing may follow in this line, because a comment stands there.
    private boolean ended;

    /// Whether an empty line is due behind this one.
    private boolean blank;

    private Layout() {}

    /// @return ends in a line end
    static String of(Doc doc) {
        var layout = new Layout();
        layout.left.push(new Piece(0, true, doc));
        while (!layout.left.isEmpty()) {
            layout.write(layout.left.pop());
        }
        layout.blank = false;
        layout.newLine(0);
        return layout.rows.text();
    }

    private void write(Piece piece) {
        switch (piece.doc()) {
            case Doc.Text(String text) -> put(text, piece.indent());
            case Doc.Space(int columns) -> space(columns);
            case Doc.IfBroken(String text) -> put(piece.broken() ? text : "", piece.indent());
            case Doc.HardLine _ -> newLine(piece.indent());
            case Doc.Blank _ -> blank = true;
            case Doc.Line(String flat) -> {
                if (piece.broken()) {
                    newLine(piece.indent());
                } else {
                    space(flat.length());
                }
            }
            case Doc.Tab tab -> {
                if (tab.breaks() && piece.broken()) {
                    newLine(piece.indent());
                } else {
                    marks.add(new Rows.Mark(line.length(), tab.table(), tab.label()));
                    space(1);
                }
            }
            case Doc.Trailing(String text) -> trailing(text, piece.indent());
            case Doc.OwnLine(String text) -> ownLine(text, piece.indent());
            case Doc.Nest(int columns, Doc doc) -> left.push(new Piece(piece.indent() + columns, piece.broken(), doc));
            case Doc.Aligned(Doc doc) -> {
                if (ended) {
                    newLine(piece.indent());
                }
                left.push(new Piece(column, piece.broken(), doc));
            }
            case Doc.Group(Doc doc, boolean broken) ->
                left.push(new Piece(piece.indent(), broken || !fits(piece.indent(), doc), doc));
            case Doc.Concat(List<Doc> docs) -> pushAll(left, docs, piece);
        }
    }

    private static void pushAll(Deque<Piece> pieces, List<Doc> docs, Piece around) {
        for (Doc doc : docs.reversed()) {
            pieces.push(new Piece(around.indent(), around.broken(), doc));
        }
    }

    private void put(String text, int indent) {
        if (text.isEmpty()) {
            return;
        }
        if (ended) {
            newLine(indent);
        }
        line.repeat(' ', owed).append(text);
        column += text.codePointCount(0, text.length());
        owed = 0;
    }

    private void space(int columns) {
        if (!ended && !line.isEmpty()) {
            owed += columns;
            column += columns;
        }
    }

    private void trailing(String text, int indent) {
        if (line.isEmpty() || ended) {
            ownLine(text, indent);
        } else {
            comment = text;
            ended = true;
        }
    }

    private void ownLine(String text, int indent) {
        if (!line.isEmpty()) {
            newLine(indent);
        }
        put(text, indent);
        ended = true;
    }

    private void newLine(int indent) {
        rows.add(line.toString(), marks, comment);
        if (blank) {
            rows.add("", List.of(), "");
        }
        line.setLength(0);
        marks.clear();
        comment = "";
        ended = false;
        blank = false;
        owed = indent;
        column = indent;
    }

    /// Whether a doc in one line, and what follows it up to the next possible end of that line, fits.
    private boolean fits(int indent, Doc doc) {
        int room = WIDTH - (ended ? indent : column);
        var pieces = new ArrayDeque<Piece>();
        pieces.push(new Piece(0, false, doc));
        Iterator<Piece> after = left.iterator();
        while (room >= 0) {
            if (pieces.isEmpty()) {
                if (!after.hasNext()) {
                    return true;
                }
                pieces.push(after.next());
            }
            Piece piece = pieces.pop();
            switch (piece.doc()) {
                case Doc.Text(String text) -> room -= text.codePointCount(0, text.length());
                case Doc.Space(int columns) -> room -= columns;
                case Doc.Trailing _, Doc.OwnLine _, Doc.HardLine _ -> {
                    return true;
                }
                case Doc.IfBroken(String text) -> room -= piece.broken() ? text.length() : 0;
                case Doc.Line(String flat) -> {
                    if (piece.broken()) {
                        return true;
                    }
                    room -= flat.length();
                }
                case Doc.Tab tab -> {
                    if (tab.breaks() && piece.broken()) {
                        return true;
                    }
                    room--;
                }
                case Doc.Blank _ -> {}
                case Doc.Nest(int _, Doc inner) -> pieces.push(new Piece(0, piece.broken(), inner));
                case Doc.Aligned(Doc inner) -> pieces.push(new Piece(0, piece.broken(), inner));
                // One that follows may be broken at its first line end.
                case Doc.Group(Doc inner, boolean _) -> pieces.push(new Piece(0, piece.broken(), inner));
                case Doc.Concat(List<Doc> docs) -> pushAll(pieces, docs, piece);
            }
        }
        return false;
    }
}
