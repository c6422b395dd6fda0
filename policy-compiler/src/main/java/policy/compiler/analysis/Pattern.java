// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.List;

/// What a whole text must look like.
sealed interface Pattern {

    Pattern ANYTHING = new Repeated(new One(CodePoints.ANY), 0, Repeated.WITHOUT_END);

    /// One character of a set.
    record One(CodePoints characters) implements Pattern {}

    record Sequence(List<Pattern> parts) implements Pattern {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Either(List<Pattern> parts) implements Pattern {
        public Either {
            parts = List.copyOf(parts);
        }
    }

    /// @param most [#WITHOUT_END] if there is no bound
    record Repeated(Pattern part, int least, int most) implements Pattern {
        static final int WITHOUT_END = -1;
    }

    /// No character, but a condition of the place between two.
    record At(Edge edge) implements Pattern {}

    /// Of a text.
    enum Edge {
        BEGINNING,
        END,
        WORD_EDGE,
        NO_WORD_EDGE
    }

    /// A text that stands for itself, with anything before it or behind it or neither.
    static Pattern text(String text, boolean before, boolean behind) {
        var parts = new ArrayList<Pattern>();
        if (before) {
            parts.add(ANYTHING);
        }
        text.codePoints().forEach(c -> parts.add(new One(CodePoints.of(c, c))));
        if (behind) {
            parts.add(ANYTHING);
        }
        return new Sequence(parts);
    }

    static Pattern glob(String glob) {
        var parts = new ArrayList<Pattern>();
        int at = 0;
        while (at < glob.length()) {
            int c = glob.codePointAt(at);
            if (glob.startsWith("**", at)) {
                parts.add(ANYTHING);
                at += 2;
            } else {
                parts.add(
                        c == '*'
                                ? new Repeated(new One(CodePoints.NOT_SLASH), 0, Repeated.WITHOUT_END)
                                : new One(c == '?' ? CodePoints.NOT_SLASH : CodePoints.of(c, c)));
                at += Character.charCount(c);
            }
        }
        return new Sequence(parts);
    }
}
