// SPDX-License-Identifier: Apache-2.0
package approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import policy.runtime.decision.Ask;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// What people are asked to consent to, and how far that has come.
///
/// @param requester the caller with all it acts for
/// @param form what exactly will run; the card is drawn from it and the consent is bound to its digest
/// @param asks all of them are needed
public record ApprovalRequest(
        String id,
        Kind kind,
        Subject requester,
        Resource resource,
        CanonicalForm form,
        Revision revision,
        List<Ask> asks,
        Origin origin,
        Instant created,
        Standing standing) {

    public enum Kind {
        /// May it run? Nothing runs before the answer.
        CONSENT,
        /// Was it right that it ran? Somebody broke the glass, and nothing but this question came of it. A
        /// review is never over by itself: it gets late.
        REVIEW;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ApprovalRequest {
        asks = List.copyOf(asks);
    }

    public State state() {
        return standing.state();
    }

    /// Id of the exchange that asked first.
    public String exchange() {
        return origin.exchange();
    }

    /// What the consent is good for.
    public Scope scope() {
        return Scope.of(asks);
    }

    /// Whether this state has ended by itself.
    public boolean overdue(Instant now) {
        return kind == Kind.CONSENT && standing.overdue(now);
    }

    /// When more people are to be told, or that a review is late; empty if there is nothing to wait for.
    public Optional<Instant> nextEscalation() {
        return Escalations.next(this);
    }

    /// Key of whoever asks in the end: a person and all agents that act for that person are one asker.
    public String asker() {
        return requester.chain().getLast().key();
    }

    public boolean isRequester(Subject subject) {
        return requester.chain().stream().anyMatch(link -> link.key().equals(subject.key()));
    }

    public ApprovalRequest with(Standing next) {
        return new ApprovalRequest(id, kind, requester, resource, form, revision, asks, origin, created, next);
    }

    /// Equal for two requests exactly if consent to one is consent to the other: same subject chain, target,
    /// revision, the same of what the consent is good for ([Scope]), and the same asks (they may differ within
    /// a revision, where a rule reads the hour or the address). Each part is preceded by its length, so no two
    /// different requests share an encoding.
    ///
    /// @return lower-case hex SHA-256
    public String fingerprint() {
        var parts = new ArrayList<String>();
        requester.chain().forEach(link -> parts.add(link.key()));
        parts.addAll(
                List.of("", resource.protocol(), resource.name(), resource.env().word()));
        parts.addAll(scope().binding(form, origin.session()));
        parts.add(revision.hash());
        asks.stream()
                .map(ask -> ask.rule().id() + " " + ask.line() + " " + ask.step() + " " + ask.quorum() + " "
                        + ask.reviewers().written() + " " + ask.terms())
                .sorted()
                .forEach(parts::add);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
