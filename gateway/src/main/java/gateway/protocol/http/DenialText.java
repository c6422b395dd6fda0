// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Denial;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;

/// A refusal as one paragraph, where a client shows a text and nothing else: why, where to go next, and what to cite.
public final class DenialText {

    private DenialText() {}

    /// @param again what to do where an approval is pending, as a sentence
    public static String of(Denial denial, String again) {
        Reason reason = denial.reason();
        var words = new StringBuilder(sentence(reason.message()));
        reason.help().ifPresent(help -> words.append(' ').append(sentence(help)));
        if (reason.code() == DenialCode.G106) {
            words.append(' ').append(again);
        }
        words.append(" (").append(reason.code().title());
        reason.rule().ifPresent(rule -> words.append(", rule ").append(rule.id()));
        return words.append("; exchange ").append(denial.exchange()).append(')').toString();
    }

    /// A full stop after a link would become part of it.
    private static String sentence(String text) {
        String stripped = text.strip();
        boolean closed = stripped.isEmpty() || ".!?:".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        boolean link = stripped.substring(stripped.lastIndexOf(' ') + 1).contains("://");
        return closed || link ? stripped : stripped + ".";
    }
}
