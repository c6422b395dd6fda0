// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.dsl.diagnostic.Code;
import policy.runtime.decision.DenialCode;

/// A page of docs/errors, as it is packaged.
///
/// @param title what the code means in a few words
/// @param summary its first paragraph
/// @param markdown the whole page
public record ErrorPage(String code, String title, String summary, String markdown) {

    /// Every code there is: mistakes of policies, then denials of the gateway.
    public static List<String> codes() {
        return Stream.concat(Stream.of(Code.values()), Stream.of(DenialCode.values()))
                .map(Enum::name)
                .toList();
    }

    /// Empty if there is no such code.
    public static Optional<ErrorPage> of(String code) {
        if (!codes().contains(code)) {
            return Optional.empty();
        }
        try (InputStream page = ErrorPage.class.getResourceAsStream(code + ".md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(parse(code, new String(page.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErrorPage parse(String code, String markdown) {
        var paragraphs = new ArrayList<>(List.of(markdown.strip().split("\n\n")));
        String title = paragraphs.removeFirst().replaceFirst("^# " + code + " ", "");
        String summary = paragraphs.isEmpty() ? title : paragraphs.getFirst().replace('\n', ' ');
        return new ErrorPage(code, title, summary, markdown);
    }
}
