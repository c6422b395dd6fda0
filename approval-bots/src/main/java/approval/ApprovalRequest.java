// SPDX-License-Identifier: Apache-2.0
package approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import policy.runtime.decision.Ask;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// What people are asked to consent to, and how far that has come.
///
/// @param requester the caller with all it acts for
/// @param form what exactly will run; the card is drawn from it and the consent is bound to its digest
/// @param asks all of them are needed
/// @param exchange id of the exchange that asked first
public record ApprovalRequest(
        String id,
        Subject requester,
        Resource resource,
        CanonicalForm form,
        Revision revision,
        List<Ask> asks,
        String exchange,
        Instant created,
        Standing standing) {

    public ApprovalRequest {
        asks = List.copyOf(asks);
    }

    public State state() {
        return standing.state();
    }

    /// Key of whoever asks in the end: a person and all agents that act for that person are one asker.
    public String asker() {
        return requester.chain().getLast().key();
    }

    public ApprovalRequest with(Standing next) {
        return new ApprovalRequest(id, requester, resource, form, revision, asks, exchange, created, next);
    }

    /// Equal for two requests exactly if consent to one is consent to the other: same subject chain,
    /// target, digest and revision, and the same asks (they may differ within a revision, where a rule
    /// reads the hour or the address). Each part is preceded by its length, so no two different requests
    /// share an encoding.
    ///
    /// @return lower-case hex SHA-256
    public String fingerprint() {
        var parts = new ArrayList<String>();
        requester.chain().forEach(link -> parts.add(link.key()));
        parts.addAll(
                List.of("", resource.protocol(), resource.name(), resource.env().word()));
        parts.addAll(List.of(form.digest(), revision.hash()));
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
