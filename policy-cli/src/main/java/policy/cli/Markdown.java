// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.regex.Pattern;

/// The little Markdown that pages of docs/errors are written in, for a terminal: fenced blocks are indented, links are
/// their text, headings and what is strong or code stand out in colour.
record Markdown(boolean colour) {

    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\)");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*`]+)\\*\\*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String INDENT = "    ";

    String render(String markdown) {
        var text = new StringBuilder();
        boolean fenced = false;
        for (String line : markdown.strip().lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else {
                text.append(fenced ? code(line) : line.startsWith(INDENT) ? line : prose(line))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String code(String line) {
        return line.isEmpty() ? "" : INDENT + painted("36", line);
    }

    private String prose(String line) {
        if (line.startsWith("#")) {
            return painted("1", line.replaceFirst("^#+ ", ""));
        }
        String text = LINK.matcher(line).replaceAll("$1");
        text = STRONG.matcher(text).replaceAll(colour ? "\u001b[1m$1\u001b[0m" : "$1");
        return colour ? CODE.matcher(text).replaceAll("\u001b[36m$1\u001b[0m") : text;
    }

    private String painted(String style, String text) {
        return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
