// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lists;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import policy.compiler.condition.Visible;
import policy.compiler.lists.TextList.Row;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Invisible;
import policy.dsl.source.DataFile;
import policy.dsl.source.DataFiles;

/// Reads the files that lists are taken from. Mistakes are told at the declaration, with the line of the file.
public final class ListReader {

    static final int MOST_ITEMS = 1_000_000;
    /// Characters of one item.
    static final int LONGEST_ITEM = 1_024;

    private static final List<String> ENDINGS = List.of(".txt", ".csv", ".json");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final DataFiles files;
    private final Report report;

    public ListReader(DataFiles files, Report report) {
        this.files = files;
        this.report = report;
    }

    public TextList read(ListDeclaration declaration) {
        String path = declaration.file().text();
        Optional<String> ending = ENDINGS.stream()
                .filter(end -> path.toLowerCase(Locale.ROOT).endsWith(end))
                .findFirst();
        if (ending.isEmpty()) {
            report.add(Diagnostic.of(
                    Code.P213,
                    "`" + path + "` does not say how it is to be read",
                    declaration.file().span(),
                    "unknown ending",
                    "lists stand in `.txt`, `.csv` and `.json` files"));
            return TextList.unreadable(declaration);
        }
        return switch (files.read(path, declaration.file().span())) {
            case DataFile.Read(String name, byte[] content) -> read(declaration, name, ending.get(), content);
            case DataFile.Unreadable(Diagnostic diagnostic) -> {
                report.add(diagnostic);
                yield TextList.unreadable(declaration);
            }
        };
    }

    private TextList read(ListDeclaration declaration, String name, String ending, byte[] content) {
        try {
            int before = report.mistakes();
            List<Row> rows = rows(declaration, ending, text(content));
            if (report.mistakes() > before) {
                return TextList.unreadable(declaration);
            }
            for (Row row : rows) {
                check(row);
            }
            if (rows.size() > MOST_ITEMS) {
                report.add(Diagnostic.of(
                        Code.P402,
                        "a list has at most " + MOST_ITEMS + " items",
                        declaration.file().span(),
                        "this one has " + rows.size()));
                return TextList.unreadable(declaration);
            }
            tellRepeated(declaration, rows);
            return TextList.of(declaration, name, rows);
        } catch (CharacterCodingException e) {
            report.add(Diagnostic.of(
                    Code.P213,
                    "`" + name + "` is not UTF-8",
                    declaration.file().span(),
                    "bytes of it are no characters",
                    "save the file as UTF-8"));
        } catch (Malformed e) {
            report.add(Diagnostic.of(
                    Code.P214,
                    "`" + name + ":" + e.line() + "` cannot be an item: " + e.getMessage(),
                    declaration.file().span(),
                    "in line " + e.line() + " of this file"));
        }
        return TextList.unreadable(declaration);
    }

    private static String text(byte[] content) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private List<Row> rows(ListDeclaration declaration, String ending, String text) throws Malformed {
        Optional<Text> column = declaration.column();
        return switch (ending) {
            case ".csv" -> column(declaration, Csv.read(text));
            case ".json" -> JsonList.read(text, column.map(Text::text));
            default -> {
                column.ifPresent(named -> report.add(Diagnostic.of(
                        Code.P213,
                        "a text file has no columns",
                        named.span(),
                        "each line is an item",
                        "leave `column` out, or keep the list in a `.csv` file")));
                yield lines(text);
            }
        };
    }

    /// All lines but blank ones and comments.
    private static List<Row> lines(String text) {
        var rows = new ArrayList<Row>();
        int number = 1;
        for (String line : text.split("\n", -1)) {
            String item = line.strip();
            if (!item.isEmpty() && !item.startsWith("#")) {
                rows.add(new Row(item, number));
            }
            number++;
        }
        return rows;
    }

    private List<Row> column(ListDeclaration declaration, List<Csv.Line> lines) throws Malformed {
        if (lines.isEmpty()) {
            throw new Malformed(1, "there is no header line");
        }
        List<String> header = lines.getFirst().fields();
        int index = declaration
                .column()
                .map(column -> header.indexOf(column.text()))
                .orElse(0);
        if (index < 0) {
            Text column = declaration.column().orElseThrow();
            if (report.isFull(column.span())) {
                report.silentMistake();
                return List.of();
            }
            report.add(Diagnostic.of(
                    Code.P213,
                    "there is no column `" + column.text() + "`",
                    column.span(),
                    "not in the first line of the file",
                    Suggestion.among(header, column.text(), "its columns are")));
            return List.of();
        }
        var rows = new ArrayList<Row>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            if (line.fields().size() != header.size()) {
                throw new Malformed(
                        line.line(),
                        "it has " + line.fields().size() + " fields, the header line has " + header.size());
            }
            rows.add(new Row(line.fields().get(index), line.line()));
        }
        return rows;
    }

    private static void check(Row row) throws Malformed {
        if (row.text().isBlank()) {
            throw new Malformed(row.line(), "it is empty");
        }
        if (row.text().length() > LONGEST_ITEM) {
            throw new Malformed(row.line(), "it is over " + LONGEST_ITEM + " characters long");
        }
        if (row.text().codePoints().anyMatch(Invisible::is)) {
            throw new Malformed(row.line(), "it holds a character nobody sees: " + Visible.text(row.text()));
        }
    }

    private void tellRepeated(ListDeclaration declaration, List<Row> rows) {
        var first = new HashMap<String, Row>();
        for (Row row : rows) {
            Row before = first.putIfAbsent(row.text(), row);
            if (before != null) {
                report.add(Diagnostic.of(
                        Code.P406,
                        "`" + row.text() + "` stands in the list twice",
                        declaration.file().span(),
                        "in lines " + before.line() + " and " + row.line() + " of this file",
                        "delete one of them"));
                return;
            }
        }
    }
}
