// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import policy.compiler.condition.Visible;

/// Text that stays text in a page. What cannot be seen is spelled out.
public final class Markup {

    private static final String TAB = "    ";
    private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]");
    private static final Pattern TICKS = Pattern.compile("`+");

    private Markup() {}

    /// For the content of elements and for quoted attributes.
    public static String html(String text) {
        return shown(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// For a sentence or a cell of a table in Markdown.
    public static String markdown(String text) {
        return MARKDOWN.matcher(shown(text)).replaceAll("\\\\$0");
    }

    /// Prose in which backticks set off code, for the content of elements.
    public static String htmlProse(String text) {
        return prose(text, Markup::html, code -> "<code>" + html(code) + "</code>");
    }

    /// Prose in which backticks set off code, in Markdown.
    public static String markdownProse(String text) {
        return prose(text, Markup::markdown, Markup::codeInTable);
    }

    private static String prose(String text, UnaryOperator<String> words, UnaryOperator<String> code) {
        var prose = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('`'); open >= 0; open = text.indexOf('`', at)) {
            int close = text.indexOf('`', open + 1);
            if (close <= open + 1) {
                break;
            }
            prose.append(words.apply(text.substring(at, open))).append(code.apply(text.substring(open + 1, close)));
            at = close + 1;
        }
        return prose.append(words.apply(text.substring(at))).toString();
    }

    /// A span of code in Markdown, between more backticks than it holds.
    public static String code(String text) {
        String shown = shown(text);
        int longest = TICKS.matcher(shown)
                .results()
                .mapToInt(ticks -> ticks.end() - ticks.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        String space = shown.startsWith("`") || shown.endsWith("`") || shown.isBlank() ? " " : "";
        return fence + space + shown + space + fence;
    }

    /// A block of code in Markdown. The fence is longer than any row of backticks in it.
    public static String block(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text + "\n" + fence + "\n";
    }

    /// The same where `|` ends a cell, also within code.
    public static String codeInTable(String text) {
        return code(text).replace("|", "\\|");
    }

    private static String shown(String text) {
        return Visible.text(text.replace("\t", TAB));
    }
}
