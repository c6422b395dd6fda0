// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import policy.dsl.ast.Comment;
import policy.dsl.source.Span;

/// The comments that have not been written yet. Nodes are written in the order of the source, and each takes the
/// comments
/// that stand before it, and the one that ends its line: so all are written, each near to where it stood.
final class Comments {

    private final String source;
    private final Deque<Comment> left;

    Comments(String source, List<Comment> comments) {
        this.source = source;
        this.left = new ArrayDeque<>(comments);
    }

    /// A node with the comments before it, each on a line of its own, and the one behind it.
    Doc around(Span span, Doc node) {
        return Doc.concat(before(span.start()), node, behind(span.end()));
    }

    /// The comments before a place, each on a line of its own. A blank line after one is kept.
    Doc before(int place) {
        var docs = new ArrayList<Doc>();
        while (!left.isEmpty() && left.peek().span().start() < place) {
            Comment comment = left.pop();
            docs.add(Doc.text(comment.text().stripTrailing()));
            docs.add(Doc.HARD_LINE);
            int next =
                    left.isEmpty() ? place : Math.min(place, left.peek().span().start());
            if (hasBlankLine(comment.span().end(), next)) {
                docs.add(Doc.HARD_LINE);
            }
        }
        return new Doc.Concat(docs);
    }

    /// The comments before a place where nothing follows, such as a closing bracket.
    List<Doc> alone(int place) {
        var docs = new ArrayList<Doc>();
        while (anyBefore(place)) {
            docs.add(new Doc.EndComment(left.pop().text().stripTrailing()));
        }
        return docs;
    }

    /// The comment on the line on which a node ends, with nothing but punctuation between.
    Doc behind(int place) {
        if (left.isEmpty()) {
            return Doc.EMPTY;
        }
        int start = left.peek().span().start();
        boolean next = start >= place
                && source.substring(place, start).chars().allMatch(c -> c == ' ' || c == '\t' || c == ',');
        return next ? new Doc.EndComment(" " + left.pop().text().stripTrailing()) : Doc.EMPTY;
    }

    /// Whether some comment stands before a place.
    boolean anyBefore(int place) {
        return !left.isEmpty() && left.peek().span().start() < place;
    }

    private boolean hasBlankLine(int from, int to) {
        String between = source.substring(from, Math.max(from, to));
        return between.isBlank() && between.chars().filter(c -> c == '\n').count() > 1;
    }
}
