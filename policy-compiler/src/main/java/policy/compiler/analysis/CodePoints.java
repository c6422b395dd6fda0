// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of characters, as ranges that neither touch nor overlap, in order.
record CodePoints(List<Range> ranges) {

    static final CodePoints ANY = of(0, Character.MAX_CODE_POINT);
    static final CodePoints NOT_SLASH = of('/', '/').complement();
    static final CodePoints NOT_LINE_BREAK = of('\n', '\n').complement();
    static final CodePoints DIGIT = of('0', '9');
    static final CodePoints WORD = DIGIT.with(of('A', 'Z')).with(of('_', '_')).with(of('a', 'z'));
    /// What `\s` is in RE2: no vertical tab.
    static final CodePoints SPACE = of('\t', '\n').with(of('\f', '\r')).with(of(' ', ' '));

    /// Both included.
    record Range(int low, int high) {}

    CodePoints {
        ranges = List.copyOf(ranges);
    }

    static CodePoints of(int low, int high) {
        return new CodePoints(List.of(new Range(low, high)));
    }

    CodePoints with(CodePoints other) {
        var all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        all.sort(Comparator.comparingInt(Range::low));
        var merged = new ArrayList<Range>();
        for (Range range : all) {
            if (!merged.isEmpty() && merged.getLast().high >= range.low - 1) {
                Range before = merged.removeLast();
                merged.add(new Range(before.low, Math.max(before.high, range.high)));
            } else {
                merged.add(range);
            }
        }
        return new CodePoints(merged);
    }

    CodePoints complement() {
        var gaps = new ArrayList<Range>();
        int from = 0;
        for (Range range : ranges) {
            if (from < range.low) {
                gaps.add(new Range(from, range.low - 1));
            }
            from = range.high + 1;
        }
        if (from <= Character.MAX_CODE_POINT) {
            gaps.add(new Range(from, Character.MAX_CODE_POINT));
        }
        return new CodePoints(gaps);
    }

    boolean has(int character) {
        for (Range range : ranges) {
            if (range.low <= character && character <= range.high) {
                return true;
            }
        }
        return false;
    }
}
