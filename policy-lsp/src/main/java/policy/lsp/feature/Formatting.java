// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.TextEdit;
import policy.dsl.format.Formatter;
import policy.dsl.source.Source;
import policy.lsp.workspace.View;

/// The one style.
public final class Formatting {

    private Formatting() {}

    /// @return nothing to change for a text that does not parse, or is in the style already
    public static List<TextEdit> of(View view, Source source) {
        Optional<String> formatted = view.parsed(source.name()).flatMap(Formatter::format);
        return formatted
                .filter(text -> !text.equals(source.text()))
                .map(text -> List.of(new TextEdit(view.lines(source).whole(), text)))
                .orElse(List.of());
    }
}
