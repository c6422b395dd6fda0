// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The lines of a text as they come to be. In the end tables get their columns, and comments behind neighbouring lines
/// begin in one column, but for those that open a bracket: they speak of all that is in it.
final class Rows {

    /// Columns between a line and the comment behind it, at least.
    private static final int GAP = 2;

    /// Longer lines do not push the comments of others to the right.
    private static final int LONGEST_ALIGNED = 80;

    /// Wider cells do not push what is behind those of other lines to the right.
    private static final int WIDEST_CELL = 32;

    /// Where a cell of a table ends in a line.
    record Mark(int at, int table, String label) {}

    /// @param comment behind the code; empty for none
    private record Row(String code, List<Mark> marks, String comment) {

        boolean opens() {
            return code.endsWith("{") || code.endsWith("[") || code.endsWith("(");
        }

        /// The code from the mark before one, or the beginning of the line, up to it.
        String cell(int mark) {
            return code.substring(
                    mark == 0 ? 0 : marks.get(mark - 1).at(), marks.get(mark).at());
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(String code, List<Mark> marks, String comment) {
        // Behind the last cell there is nothing to align.
        List<Mark> within =
                marks.stream().filter(mark -> mark.at() < code.length()).toList();
        rows.add(new Row(code, within, comment));
    }

    String text() {
        alignTables();
        var text = new StringBuilder();
        int at = 0;
        while (at < rows.size()) {
            int end = endOfRun(at);
            int column = column(rows.subList(at, end));
            for (Row row : rows.subList(at, end)) {
                write(row, column, text);
            }
            at = end;
        }
        return text.toString();
    }

    private void alignTables() {
        var tables = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).marks().isEmpty()) {
                int table = rows.get(i).marks().getFirst().table();
                tables.computeIfAbsent(table, _ -> new ArrayList<>()).add(i);
            }
        }
        tables.values().forEach(this::align);
    }

    /// Column by column, as long as no line becomes too long by it.
    private void align(List<Integer> lines) {
        int mark = 0;
        boolean fits = true;
        while (fits && isColumn(lines, mark)) {
            int column = mark++;
            int width = lines.stream()
                    .map(rows::get)
                    .filter(row -> row.marks().size() > column)
                    .mapToInt(row -> width(row.cell(column)))
                    .filter(cell -> cell <= WIDEST_CELL)
                    .max()
                    .orElse(0);
            List<Row> padded = lines.stream()
                    .map(line -> padded(rows.get(line), column, width))
                    .toList();
            fits = IntStream.range(0, padded.size())
                    .allMatch(i -> width(padded.get(i).code()) <= Layout.WIDTH
                            || padded.get(i).equals(rows.get(lines.get(i))));
            for (int i = 0; fits && i < padded.size(); i++) {
                rows.set(lines.get(i), padded.get(i));
            }
        }
    }

    /// Whether at least two lines have this cell, and all that have it the same kind.
    private boolean isColumn(List<Integer> lines, int mark) {
        List<String> labels = lines.stream()
                .map(rows::get)
                .filter(row -> row.marks().size() > mark)
                .map(row -> row.marks().get(mark).label())
                .toList();
        return labels.size() > 1 && labels.stream().distinct().count() == 1;
    }

    private static Row padded(Row row, int mark, int width) {
        if (row.marks().size() <= mark || width(row.cell(mark)) >= width) {
            return row;
        }
        int added = width - width(row.cell(mark));
        int at = row.marks().get(mark).at();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < row.marks().size(); i++) {
            Mark old = row.marks().get(i);
            marks.add(i < mark ? old : new Mark(old.at() + added, old.table(), old.label()));
        }
        String code =
                row.code().substring(0, at) + " ".repeat(added) + row.code().substring(at);
        return new Row(code, marks, row.comment());
    }

    private static void write(Row row, int column, StringBuilder text) {
        text.append(row.code());
        if (!row.comment().isEmpty()) {
            text.repeat(' ', Math.max(GAP, column - width(row.code()))).append(row.comment());
        }
        text.append('\n');
    }

    /// Neighbours with comments behind them, or one line that is not aligned.
    private int endOfRun(int start) {
        int end = start + 1;
        boolean alone = rows.get(start).comment().isEmpty() || rows.get(start).opens();
        while (!alone
                && end < rows.size()
                && !rows.get(end).comment().isEmpty()
                && !rows.get(end).opens()) {
            end++;
        }
        return end;
    }

    private static int column(List<Row> run) {
        return GAP
                + run.stream()
                        .mapToInt(row -> width(row.code()))
                        .filter(width -> width <= LONGEST_ALIGNED)
                        .max()
                        .orElse(0);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
