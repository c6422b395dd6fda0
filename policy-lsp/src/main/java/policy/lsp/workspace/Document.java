// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.util.List;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import policy.lsp.text.Lines;

/// A file as it stands in the editor.
///
/// @param uri as the editor writes it
/// @param version by which the editor knows which text an answer is about
public record Document(String uri, int version, String text) {

    /// After some edits, each of which is about what the one before has left. A text over the parser's limit is
    /// kept whole, for later edits are about all of it; how long it can be is bounded by how long messages can be.
    public Document edited(int newVersion, List<TextDocumentContentChangeEvent> changes) {
        String edited = text;
        for (TextDocumentContentChangeEvent change : changes) {
            Range range = change.getRange();
            if (range == null) {
                edited = change.getText();
            } else {
                var lines = new Lines(edited);
                int start = lines.offset(range.getStart());
                int end = Math.max(start, lines.offset(range.getEnd()));
                edited = edited.substring(0, start) + change.getText() + edited.substring(end);
            }
        }
        return new Document(uri, newVersion, edited);
    }
}
