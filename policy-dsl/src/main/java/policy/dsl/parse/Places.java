// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
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

    /// From the first token to the last; where a rule matched nothing, the empty place after the token before it.
    Span of(ParserRuleContext rule) {
        Span first = of(rule.getStart());
        @Nullable Token last = rule.getStop();
        if (last == null) {
            return new Span(source, first.start(), first.start());
        }
        return last.getStopIndex() < first.start() ? after(last) : first.to(of(last));
    }

    /// What a repeated rule holds, without the brackets around it or the end of the file: its parts, and the first
    /// token of each run that recovery has skipped between them.
    List<ParseTree> parts(ParserRuleContext rule) {
        var parts = new ArrayList<ParseTree>();
        boolean skipping = false;
        for (int i = 0; i < rule.getChildCount(); i++) {
            ParseTree child = rule.getChild(i);
            boolean token = child instanceof TerminalNode;
            boolean bracket = token && isBorder(((TerminalNode) child).getSymbol(), i, rule.getChildCount());
            if (!bracket && !(token && skipping)) {
                parts.add(child);
            }
            skipping = token && !bracket;
        }
        return parts;
    }

    private static boolean isBorder(Token token, int index, int count) {
        return switch (token.getType()) {
            case Token.EOF -> true;
            case PolicyParser.LBRACE -> index == 0;
            case PolicyParser.RBRACE -> index == count - 1;
            default -> false;
        };
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
