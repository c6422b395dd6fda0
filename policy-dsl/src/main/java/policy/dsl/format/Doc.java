// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;

/// Text with the places where it may, or must, go on in a new line (after Wadler, "A prettier printer", 2003). What
/// stands together in a [Group] is written in one line if it fits, and else broken at all of its own [Line]s.
///
/// After a comment comes a new line whatever is due next, so no comment can swallow what follows it.
sealed interface Doc {

    /// The end of a line that is always there.
    Doc HARD_LINE = new HardLine();

    /// A space, or the end of a line.
    Doc LINE = new Line(" ");

    /// Nothing, or the end of a line.
    Doc SOFT_LINE = new Line("");

    /// Makes the next end of a line leave an empty line behind it.
    Doc BLANK = new Blank();

    Doc SPACE = new Space(1);

    Doc EMPTY = new Text("");

    /// @param text without line ends
    record Text(String text) implements Doc {}

    /// Between two texts of one line; nothing where a line ends or begins.
    record Space(int columns) implements Doc {}

    record HardLine() implements Doc {}

    record Blank() implements Doc {}

    /// @param flat what stands here where the group is not broken
    record Line(String flat) implements Doc {}

    /// A space, behind which lines of one table go on in one column.
    ///
    /// @param table any number, another for each table
    /// @param label what stands before it; what has different labels is not aligned
    /// @param breaks whether it is the end of a line where the group is broken
    record Tab(int table, String label, boolean breaks) implements Doc {}

    /// Text that is there only where the group around it is broken, such as the comma after a last item.
    record IfBroken(String text) implements Doc {}

    /// A comment behind what stands in its line.
    record Trailing(String text) implements Doc {}

    /// A comment in a line of its own.
    record OwnLine(String text) implements Doc {}

    /// New lines within begin further right.
    record Nest(int columns, Doc doc) implements Doc {}

    /// New lines within begin where this begins.
    record Aligned(Doc doc) implements Doc {}

    /// @param broken whether it is broken even if it fits
    record Group(Doc doc, boolean broken) implements Doc {}

    record Concat(List<Doc> docs) implements Doc {
        public Concat {
            docs = List.copyOf(docs);
        }
    }

    static Doc text(String text) {
        return new Text(text);
    }

    static Doc concat(Doc... docs) {
        return concat(List.of(docs));
    }

    static Doc concat(List<Doc> docs) {
        return docs.isEmpty() ? EMPTY : new Concat(docs);
    }

    static Doc group(Doc... docs) {
        return group(concat(docs), false);
    }

    static Doc group(Doc doc, boolean broken) {
        return new Group(doc, broken || doc.endsLine());
    }

    static Doc joined(Doc between, List<Doc> docs) {
        var all = new ArrayList<Doc>();
        for (Doc doc : docs) {
            if (!all.isEmpty()) {
                all.add(between);
            }
            all.add(doc);
        }
        return concat(all);
    }

    /// Whether some line ends within, however wide the page.
    private boolean endsLine() {
        return switch (this) {
            case HardLine _, Blank _, Trailing _, OwnLine _ -> true;
            case Text _, Space _, Line _, Tab _, IfBroken _ -> false;
            case Nest(int _, Doc doc) -> doc.endsLine();
            case Aligned(Doc doc) -> doc.endsLine();
            case Group(Doc _, boolean broken) -> broken;
            case Concat(List<Doc> docs) -> docs.stream().anyMatch(Doc::endsLine);
        };
    }
}
