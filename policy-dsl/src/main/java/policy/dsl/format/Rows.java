// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import java.util.ArrayList;
import java.util.List;

/// The lines of a text as they come to be. Comments behind neighbouring lines begin in one column, but for those that
/// open a bracket: they speak of all that is in it.
final class Rows {

    /// Columns between a line and the comment behind it, at least.
    private static final int GAP = 2;

    /// Longer lines do not push the comments of others to the right.
    private static final int LONGEST_ALIGNED = 72;

    /// @param comment behind the code; empty for none
    private record Row(String code, String comment) {

        boolean opens() {
            return code.endsWith("{") || code.endsWith("[") || code.endsWith("(");
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(String code, String comment) {
        rows.add(new Row(code, comment));
    }

    String text() {
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

    private static void write(Row row, int column, StringBuilder text) {
        text.append(row.code());
        if (!row.comment().isEmpty()) {
            text.repeat(' ', Math.max(GAP, column - width(row))).append(row.comment());
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
                        .mapToInt(Rows::width)
                        .filter(width -> width <= LONGEST_ALIGNED)
                        .max()
                        .orElse(0);
    }

    private static int width(Row row) {
        return row.code().codePointCount(0, row.code().length());
    }
}
