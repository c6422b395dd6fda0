// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import approval.Visible;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A piece of a page. What is put into a template is shown as it is, whatever it says: marks of HTML are escaped, and
/// characters that hide or reorder are written as their numbers. Only another piece is taken as HTML.
record Html(String text) {

    static final Html NOTHING = new Html("");

    private static final String HOLE = "{}";

    /// @param template HTML with a `{}` for each part
    /// @throws IllegalArgumentException if there are not as many
    static Html of(String template, Object... parts) {
        var text = new StringBuilder();
        int from = 0;
        for (Object part : parts) {
            int hole = template.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalArgumentException("more parts than places in " + template);
            }
            text.append(template, from, hole).append(part instanceof Html html ? html.text : shown(part));
            from = hole + HOLE.length();
        }
        if (template.indexOf(HOLE, from) >= 0) {
            throw new IllegalArgumentException("more places than parts in " + template);
        }
        return new Html(text.append(template, from, template.length()).toString());
    }

    static Html all(Stream<Html> pieces) {
        return new Html(pieces.map(Html::text).collect(Collectors.joining("\n")));
    }

    static Html all(Html... pieces) {
        return all(List.of(pieces).stream());
    }

    private static String shown(Object part) {
        return Visible.of(String.valueOf(part))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
