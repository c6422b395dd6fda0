// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lists;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import policy.dsl.ast.Declaration.ListDeclaration;

/// A `list … from "file"` and what the file holds.
///
/// @param file name of the file, relative to the policy directory
/// @param rows in the order of the file; none if the file could not be read, which has been told then
/// @param texts those of the rows, each once; shared by all conditions that use the list
/// @param readable whether the file could be read
public record TextList(ListDeclaration declaration, String file, List<Row> rows, Set<String> texts, boolean readable) {

    /// @param line where it stands in the file, from 1
    public record Row(String text, int line) {}

    public TextList {
        rows = List.copyOf(rows);
        texts = Set.copyOf(texts);
    }

    static TextList of(ListDeclaration declaration, String file, List<Row> rows) {
        return new TextList(
                declaration, file, rows, rows.stream().map(Row::text).collect(Collectors.toUnmodifiableSet()), true);
    }

    static TextList unreadable(ListDeclaration declaration) {
        return new TextList(declaration, declaration.file().text(), List.of(), Set.of(), false);
    }

    public String name() {
        return declaration.name().text();
    }

    /// `blocked.csv:17`.
    public String place(Row row) {
        return file + ":" + row.line();
    }
}
