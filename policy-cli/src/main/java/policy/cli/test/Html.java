// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import policy.cli.report.Markup;
import policy.tests.coverage.Coverage.Share;

/// Pages that need nothing but themselves, and text that stays text in them.
final class Html {

    private Html() {}

    /// @param body may hold elements; all text in it is escaped already
    static String page(String title, String body) {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            %s</body>
            </html>
            """.formatted(text(title), style(), body);
    }

    private static String style() {
        try (InputStream css = Html.class.getResourceAsStream("coverage.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For the content of elements and for quoted attributes. What cannot be seen is spelled out.
    static String text(String text) {
        return Markup.html(text);
    }

    /// A bar and the numbers beside it.
    static String share(Share share) {
        return """
            <td class="share"><span class="bar"><i style="width:%d%%"></i></span>%d of %d, %d %%</td>
            """.formatted(share.percent(), share.covered(), share.total(), share.percent());
    }
}
