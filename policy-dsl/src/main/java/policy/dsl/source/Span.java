// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

/// A place in a source: UTF-16 offsets into [Source#text], `start` inclusive, `end` exclusive.
public record Span(Source source, int start, int end) {

    public Span {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException("no such place: " + start + ".." + end);
        }
    }

    /// The smallest span that holds both.
    public Span to(Span last) {
        return new Span(source, Math.min(start, last.start), Math.max(end, last.end));
    }

    public String text() {
        return source.text().substring(start, end);
    }

    /// Line of the start, from 1.
    public int line() {
        return (int) source.text()
                        .substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    /// Column of the start in code points, from 1.
    public int column() {
        int lineStart = source.text().lastIndexOf('\n', start - 1) + 1;
        return source.text().codePointCount(lineStart, start) + 1;
    }

    /// `file:line:column`, as editors and people read it.
    public String place() {
        return source.name() + ":" + line() + ":" + column();
    }
}
