// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.cli.report.Markup;
import policy.compiler.outline.Item;

/// Text of the language in which names lead to where they are told.
final class LinkedCode {

    /// A text literal, raw or not; or a name, perhaps behind an alias, that is not a part of a longer one.
    private static final Pattern TOKEN = Pattern.compile(
            "\\br\"[^\"]*\"|\"(?:\\\\.|[^\"\\\\])*\"|(?<![\\w.])[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?(?![\\w.])");

    private LinkedCode() {}

    /// @param names what can be meant, by how it is written
    static String html(String text, Map<String, Item> names) {
        var html = new StringBuilder();
        Matcher tokens = TOKEN.matcher(text);
        int at = 0;
        while (tokens.find()) {
            html.append(Markup.html(text.substring(at, tokens.start()))).append(token(tokens.group(), names));
            at = tokens.end();
        }
        return html.append(Markup.html(text.substring(at))).toString();
    }

    private static String token(String token, Map<String, Item> names) {
        String html = Markup.html(token);
        Item meant = names.get(token);
        if (meant != null) {
            return "<a href=\"#" + Markup.html(meant.id()) + "\">" + html + "</a>";
        }
        return token.endsWith("\"") ? "<b>" + html + "</b>" : html;
    }
}
