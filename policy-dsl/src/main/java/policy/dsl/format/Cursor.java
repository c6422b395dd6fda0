// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import policy.dsl.ast.Comment;

/// Goes through a source from its beginning to its end, token by token, and hands out each with the comments before
/// it. So everything is written, in its order and in its own words, and every comment stays where it was. Only commas
/// and the parentheses that group are passed over: those are written anew.
final class Cursor {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final Deque<Comment> left;

    /// Behind the last token or comment, and the white space after it that was seen.
    private int at;

    /// Line ends since then with nothing but white space between them, the most of them and the last, and whether a
    /// comma was seen.
    private int newLines;

    private int inARow;

    private boolean comma;

    /// Parentheses that group and are open; those up to `floor` are not closed before the call around it is.
    private int open;

    private int floor;

    Cursor(String source, List<Comment> comments) {
        this.source = source;
        this.left = new ArrayDeque<>(comments);
        this.at = source.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        this.newLines = 1;
    }

    /// This very token.
    Doc take(String token) {
        Doc before = comments();
        return Doc.concat(before, Doc.text(passed(token)));
    }

    /// The parenthesis behind a name; what groups within it is closed before it is.
    ///
    /// @return what [#closeCall] needs
    int openCall() {
        skip(false);
        passed("(");
        int outer = floor;
        floor = open;
        return outer;
    }

    Doc closeCall(int outer) {
        Doc closing = take(")");
        floor = outer;
        return closing;
    }

    /// A word between operands, which begins a line. Comments on both sides of it go before it, behind what it
    /// follows.
    Doc joining(String word, Doc line) {
        List<Doc> before = collected(true, false, false);
        passed(word);
        newLines = before.isEmpty() ? 0 : 1;
        before.addAll(collected(true, false, false));
        before.add(line);
        before.add(Doc.text(word));
        return Doc.concat(before);
    }

    /// All tokens up to a place, in one line.
    Doc flow(int end) {
        var docs = new ArrayList<Doc>();
        docs.add(comments());
        String last = token();
        docs.add(Doc.text(last));
        while (goesOn(end)) {
            List<Doc> between = collected(false, false, false);
            String next = token();
            if (hasSpace(last, next)) {
                docs.add(Doc.SPACE);
            }
            docs.addAll(between);
            docs.add(Doc.text(next));
            last = next;
        }
        return Doc.concat(docs);
    }

    /// Whether a token begins before this place.
    boolean goesOn(int end) {
        skip(false);
        return at < end;
    }

    private static boolean hasSpace(String before, String after) {
        return !before.equals("(")
                && !before.equals("[")
                && !List.of("(", ")", "[", "]", ",", ":").contains(after);
    }

    /// The comments before the next token, wherever in a line that is.
    Doc comments() {
        return Doc.concat(collected(true, false, false));
    }

    /// The comments before an item that begins a line, with the empty lines between them.
    Doc lead() {
        return lead(false);
    }

    /// The same before a declaration, with its documentation. What documents nothing must not come to document it.
    Doc leadOfDeclaration() {
        return lead(true);
    }

    private Doc lead(boolean documented) {
        List<Doc> docs = collected(true, true, documented);
        if (!docs.isEmpty()) {
            docs.add(Doc.HARD_LINE);
        }
        return Doc.concat(docs);
    }

    /// The comments between the last item and the bracket that closes.
    Doc rest() {
        List<Doc> docs = collected(true, true, false);
        if (!docs.isEmpty() && docs.getLast().equals(Doc.BLANK)) {
            docs.removeLast();
        }
        return Doc.concat(docs);
    }

    /// The comment behind the last token in its line.
    Doc behind() {
        skip(true);
        return atComment() && newLines == 0 ? comment(false) : Doc.EMPTY;
    }

    /// Whether an empty line stands before what comes next.
    boolean blank() {
        skip(true);
        return newLines > 1;
    }

    /// Whether a comma stands behind the last token, maybe after comments.
    boolean comma() {
        skip(true);
        int place = at;
        for (Comment next : left) {
            if (next.span().start() != place) {
                break;
            }
            place = next.span().end();
            while (place < source.length() && Character.isWhitespace(source.charAt(place))) {
                place++;
            }
        }
        return comma || source.startsWith(",", place);
    }

    private List<Doc> collected(boolean grouping, boolean blanks, boolean documented) {
        var docs = new ArrayList<Doc>();
        boolean documentation = false;
        skip(grouping);
        while (atComment() || atDocumentation()) {
            if (blanks && newLines > 1 && !docs.isEmpty()) {
                docs.add(Doc.BLANK);
            }
            documentation = !atComment();
            docs.add(documentation ? documentation() : comment(documented));
            skip(grouping);
        }
        if (blanks && newLines > 1 && !docs.isEmpty() && !documentation) {
            docs.add(Doc.BLANK);
        }
        return docs;
    }

    private boolean atComment() {
        return !left.isEmpty() && left.peek().span().start() == at;
    }

    /// What is not among the comments is documentation of the declaration that follows.
    private boolean atDocumentation() {
        return source.startsWith("///", at);
    }

    private Doc comment(boolean documented) {
        Comment comment = left.pop();
        boolean behind = newLines == 0;
        String text = comment.text().stripTrailing();
        boolean wouldDocument = documented && !behind && text.startsWith("///") && !text.startsWith("////");
        pass(comment.span().end());
        String written = wouldDocument ? text.substring(1) : text;
        return behind ? new Doc.Trailing(written) : new Doc.OwnLine(written);
    }

    private Doc documentation() {
        int end = source.indexOf('\n', at);
        String line = end < 0 ? source.substring(at) : source.substring(at, end);
        String text = line.substring("///".length()).stripTrailing();
        pass(at + line.length());
        return new Doc.OwnLine(text.isEmpty() || text.startsWith(" ") ? "///" + text : "/// " + text);
    }

    /// Over white space and, where the parentheses to come can only group, those and commas.
    private void skip(boolean grouping) {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (grouping && (c == ',' || c == '(' || (c == ')' && open > floor))) {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                comma |= c == ',';
                inARow = 0;
            } else if (c == '\n') {
                newLines = Math.max(newLines, ++inARow);
            } else if (!Character.isWhitespace(c)) {
                return;
            }
            at++;
        }
    }

    private String passed(String token) {
        if (!source.startsWith(token, at)) {
            throw new IllegalStateException("no `" + token + "` stands at " + at);
        }
        pass(at + token.length());
        return token;
    }

    private void pass(int end) {
        at = end;
        newLines = 0;
        inARow = 0;
        comma = false;
    }

    private String token() {
        int end = Token.end(source, at);
        String token = source.substring(at, end);
        pass(end);
        return token;
    }
}
