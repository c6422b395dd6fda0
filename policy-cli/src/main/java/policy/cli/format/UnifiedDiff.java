// SPDX-License-Identifier: Apache-2.0
package policy.cli.format;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What changes in a file, as `diff -u` shows it and `patch -p0` takes it.
public final class UnifiedDiff {

    /// Lines around a change.
    private static final int CONTEXT = 3;

    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /// Ends in a line end, unless nothing changes.
    public static String of(String name, String before, String after) {
        List<String> lines = lines(before);
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(name, name, lines, DiffUtils.diff(lines, lines(after)), CONTEXT);
        return diff.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /// What stands after the last line end is a line of another kind than the same with one.
    private static List<String> lines(String text) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String last = lines.removeLast();
        if (!last.isEmpty()) {
            lines.add(last + NO_LINE_END);
        }
        return lines;
    }

    /// The same for a terminal: what goes is red, what comes is green.
    public static String coloured(String diff) {
        return diff.lines().map(UnifiedDiff::painted).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String painted(String line) {
        String ansi = line.startsWith("--- ") || line.startsWith("+++ ")
                ? "1"
                : line.startsWith("@@") ? "36" : line.startsWith("-") ? "31" : line.startsWith("+") ? "32" : "";
        return ansi.isEmpty() ? line : "\u001b[" + ansi + "m" + line + "\u001b[0m";
    }
}
