// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lists;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values by the letter of RFC 4180, with line feeds alone ending lines as well. What is not in the
/// grammar there is refused and never guessed at: a quote in the middle of a field, text behind a closing quote.
final class Csv {

    /// @param line where it begins, from 1
    record Line(List<String> fields, int line) {}

    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    /// All lines but empty ones.
    static List<Line> read(String text) throws Malformed {
        var csv = new Csv(text);
        var lines = new ArrayList<Line>();
        while (csv.at < text.length()) {
            int first = csv.line;
            List<String> fields = csv.fields();
            if (fields.size() > 1 || !fields.getFirst().isEmpty()) {
                lines.add(new Line(fields, first));
            }
        }
        return lines;
    }

    private List<String> fields() throws Malformed {
        var fields = new ArrayList<String>();
        fields.add(field());
        while (skip(",")) {
            fields.add(field());
        }
        if (!skip("\r\n") && !skip("\n") && at < text.length()) {
            throw new Malformed(line, "a quoted field goes on behind its closing quote");
        }
        line++;
        return fields;
    }

    private String field() throws Malformed {
        if (skip("\"")) {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new Malformed(
                        line, "a quote in the middle of a field; quote the whole field, and double the quote");
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws Malformed {
        int first = line;
        var field = new StringBuilder();
        while (at < text.length()) {
            if (skip("\"\"")) {
                field.append('"');
            } else if (skip("\"")) {
                return field.toString();
            } else {
                line += text.charAt(at) == '\n' ? 1 : 0;
                field.append(text.charAt(at++));
            }
        }
        throw new Malformed(first, "a quoted field does not end");
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }
}
