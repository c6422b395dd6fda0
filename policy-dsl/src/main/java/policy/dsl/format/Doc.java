// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;

/// Text with the places where it may, or must, go on in a new line (after Wadler, "A prettier printer", 2003). What
/// stands together in a [Group] is written in one line if it fits, and else broken at all of its own [Line]s.
sealed interface Doc {

    /// The end of a line that is always there.
    Doc HARD_LINE = new HardLine();

    /// A space, or the end of a line.
    Doc LINE = new Line(" ");

    /// Nothing, or the end of a line.
    Doc SOFT_LINE = new Line("");

    Doc EMPTY = new Text("");

    /// @param text without line ends
    record Text(String text) implements Doc {}

    record HardLine() implements Doc {}

    /// @param flat what stands here where the group is not broken
    record Line(String flat) implements Doc {}

    /// Text that is there only where the group around it is broken, such as the comma after a last item.
    record IfBroken(String text) implements Doc {}

    /// A comment at the end of a line: whatever is around it is broken, so that a new line comes next.
    record EndComment(String text) implements Doc {}

    /// New lines within begin further right.
    record Nest(int columns, Doc doc) implements Doc {}

    /// New lines within begin where this begins.
    record Aligned(Doc doc) implements Doc {}

    /// @param broken whether something in it ends a line in any case
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
        return new Concat(List.of(docs));
    }

    static Doc group(Doc... docs) {
        Doc doc = concat(docs);
        return new Group(doc, doc.endsLine());
    }

    static Doc joined(Doc between, List<Doc> docs) {
        var all = new ArrayList<Doc>();
        for (Doc doc : docs) {
            if (!all.isEmpty()) {
                all.add(between);
            }
            all.add(doc);
        }
        return new Concat(all);
    }

    /// Whether some line ends within, however wide the page.
    private boolean endsLine() {
        return switch (this) {
            case HardLine _, EndComment _ -> true;
            case Text _, Line _, IfBroken _ -> false;
            case Nest(int _, Doc doc) -> doc.endsLine();
            case Aligned(Doc doc) -> doc.endsLine();
            case Group(Doc _, boolean broken) -> broken;
            case Concat(List<Doc> docs) -> docs.stream().anyMatch(Doc::endsLine);
        };
    }
}
