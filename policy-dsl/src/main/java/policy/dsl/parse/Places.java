// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Where tokens and rules stand. The lexer reads one character per UTF-16 unit, so its offsets are a [Span]'s.
record Places(Source source) {

    Span of(Token token) {
        int start = Math.clamp(token.getStartIndex(), 0, source.text().length());
        return new Span(
                source,
                start,
                Math.clamp(token.getStopIndex() + 1L, start, source.text().length()));
    }

    Span of(TerminalNode node) {
        return of(node.getSymbol());
    }

    /// From the first token to the last; where a rule matched nothing, the empty place before its first token.
    Span of(ParserRuleContext rule) {
        Span first = of(rule.getStart());
        @Nullable Token last = rule.getStop();
        if (last == null || last.getStopIndex() < first.start()) {
            return new Span(source, first.start(), first.start());
        }
        return first.to(of(last));
    }

    /// The empty place right after a token.
    Span after(Token token) {
        int end = of(token).end();
        return new Span(source, end, end);
    }

    Span between(int start, int end) {
        return new Span(source, start, end);
    }
}
