// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Writes a [Doc] into lines of a width, as far as that is possible.
final class Layout {

    /// Columns of a line.
    static final int WIDTH = 100;

    /// What is still to be written.
    private record Piece(int indent, boolean broken, Doc doc) {}

    private final StringBuilder out = new StringBuilder();
    private final Deque<Piece> left = new ArrayDeque<>();
    private int column;
    /// Spaces owed to a line that has begun; a line without text gets none.
    private int owed;

    private Layout() {}

    static String of(Doc doc) {
        var layout = new Layout();
        layout.left.push(new Piece(0, true, doc));
        while (!layout.left.isEmpty()) {
            layout.write(layout.left.pop());
        }
        return layout.out.toString();
    }

    private void write(Piece piece) {
        switch (piece.doc()) {
            case Doc.Text(String text) -> put(text);
            case Doc.EndComment(String text) -> put(text);
            case Doc.IfBroken(String text) -> put(piece.broken() ? text : "");
            case Doc.HardLine _ -> newLine(piece.indent());
            case Doc.Line(String flat) -> {
                if (piece.broken()) {
                    newLine(piece.indent());
                } else {
                    put(flat);
                }
            }
            case Doc.Nest(int columns, Doc doc) -> left.push(new Piece(piece.indent() + columns, piece.broken(), doc));
            case Doc.Aligned(Doc doc) -> left.push(new Piece(column, piece.broken(), doc));
            case Doc.Group(Doc doc, boolean broken) ->
                left.push(new Piece(piece.indent(), broken || !fits(new Piece(piece.indent(), false, doc)), doc));
            case Doc.Concat(List<Doc> docs) -> pushAll(left, docs, piece);
        }
    }

    private static void pushAll(Deque<Piece> pieces, List<Doc> docs, Piece around) {
        for (Doc doc : docs.reversed()) {
            pieces.push(new Piece(around.indent(), around.broken(), doc));
        }
    }

    private void put(String text) {
        if (!text.isEmpty()) {
            out.repeat(' ', owed).append(text);
            owed = 0;
            column += text.codePointCount(0, text.length());
        }
    }

    private void newLine(int indent) {
        out.append('\n');
        owed = indent;
        column = indent;
    }

    /// Whether a piece, and what follows it up to the next possible end of the line, fits into this line.
    private boolean fits(Piece flat) {
        int room = WIDTH - column;
        var pieces = new ArrayDeque<Piece>();
        pieces.push(flat);
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
                case Doc.EndComment _, Doc.HardLine _ -> {
                    return true;
                }
                case Doc.IfBroken(String text) -> room -= piece.broken() ? text.length() : 0;
                case Doc.Line(String flatText) -> {
                    if (piece.broken()) {
                        return true;
                    }
                    room -= flatText.length();
                }
                case Doc.Nest(int _, Doc doc) -> pieces.push(new Piece(0, piece.broken(), doc));
                case Doc.Aligned(Doc doc) -> pieces.push(new Piece(0, piece.broken(), doc));
                case Doc.Group(Doc doc, boolean broken) -> pieces.push(new Piece(0, piece.broken() && broken, doc));
                case Doc.Concat(List<Doc> docs) -> pushAll(pieces, docs, piece);
            }
        }
        return false;
    }
}
