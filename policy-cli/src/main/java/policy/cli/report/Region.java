// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import policy.dsl.source.Span;

/// Where a span stands, as editors count: from 1, columns in Unicode code points (a tab is one), the end behind the
/// last
/// character.
record Region(int line, int column, int endLine, int endColumn) {

    static Region of(Span span) {
        var end = new Span(span.source(), span.end(), span.end());
        return new Region(span.line(), span.column(), end.line(), end.column());
    }
}
