// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.Optional;
import java.util.stream.Collectors;
import policy.runtime.decision.Ask;
import policy.runtime.request.Subject;

/// What is said about a request, in the same words wherever people read it. Pure.
///
/// Nothing here is escaped: whoever shows it passes it through [Visible] and through what their medium needs.
public final class Wording {

    private static final int NAME_ROOM = 80;
    /// As long as a key can be: it is never cut.
    private static final int KEY_ROOM = 2400;

    private Wording() {}

    /// What the end of a pending request's time means.
    public static String ends(ApprovalRequest request) {
        return request.kind() == ApprovalRequest.Kind.REVIEW ? "Review due at" : "Denied by itself at";
    }

    /// What is asked for, without the command: `POST on orders (prod)`.
    public static String title(ApprovalRequest request) {
        return "%s on %s (%s)"
                .formatted(
                        request.form().verb(),
                        request.resource().name(),
                        request.resource().env().word());
    }

    /// Where it stands.
    public static String headline(ApprovalRequest request) {
        boolean review = request.kind() == ApprovalRequest.Kind.REVIEW;
        boolean lasts = request.scope().lasts().isPresent();
        return switch (request.state()) {
            case PENDING -> review ? "Went ahead without approval, review needed" : "Approval needed";
            case APPROVED -> review ? "Reviewed, in order" : lasts ? "Approved for a while" : "Approved, not run yet";
            case DENIED -> review ? "Reviewed, not in order" : "Denied";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
            case CONSUMED -> "Approved, and run";
            case REVOKED -> "Revoked";
        };
    }

    /// The caller first, then whom it acts for, a line each.
    public static String people(Subject requester) {
        return requester.chain().stream().map(Wording::person).collect(Collectors.joining("\nfor "));
    }

    /// The key, which is proven, before the name, which is not: however long a name is and whatever it says, it
    /// takes the place of no key.
    public static String person(Subject subject) {
        String key = subject.kind().word() + " "
                + Visible.cut(quoted(subject.key()), KEY_ROOM, 0).head();
        return subject.name().equals(subject.id())
                ? key
                : key + ", called "
                        + Visible.cut(quoted(subject.name()), NAME_ROOM, 0).head();
    }

    /// With a space in it, it could look like several words of ours.
    private static String quoted(String text) {
        return text.indexOf(' ') < 0 ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// The rules' own words; empty if they have none.
    public static String because(ApprovalRequest request) {
        return request.asks().stream()
                .map(Ask::because)
                .filter(words -> !words.isBlank())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /// Which rules ask, by which policy.
    public static String rules(ApprovalRequest request) {
        String rules = request.asks().stream()
                .map(ask -> ask.rule().id() + " (" + ask.rule().place() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return "Rule %s, policy %s".formatted(rules, request.revision().abbreviated());
    }

    /// What a yes is good for, if it is for more than this one request.
    public static Optional<String> scope(ApprovalRequest request) {
        return request.scope()
                .lasts()
                .map(_ -> "A yes is good for " + request.scope().shown());
    }

    /// Who still has to say yes: `1 more of dba and 2 more of leads`; empty if nobody has.
    public static String missing(ApprovalRequest request) {
        return Quorum.missing(request).stream()
                .map(lack -> "%d more of %s".formatted(lack.people(), Quorum.shown(request, lack.ask())))
                .distinct()
                .collect(Collectors.joining(" and "));
    }
}
