// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ReviewerDirectory;
import approval.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.request.Subject;

/// The reviewers an administrator has listed. Whoever answers over the API instead proves their groups by a token.
public final class ConfiguredReviewers implements ReviewerDirectory {

    private final Map<String, Subject> byAccount = new HashMap<>();
    private final Map<String, Subject> byKey = new HashMap<>();
    private final Map<String, String> accounts = new HashMap<>();

    /// @param slackTeam id of the workspace the reviewers' Slack users belong to; empty without Slack
    /// @throws IllegalArgumentException if one account or one subject is listed twice
    public ConfiguredReviewers(List<Reviewer> reviewers, Optional<String> slackTeam) {
        for (Reviewer reviewer : reviewers) {
            Subject subject = reviewer.subject();
            putOnce(byKey, subject.key(), subject);
            if (slackTeam.isPresent() && reviewer.slackUser().isPresent()) {
                String account = slackTeam.get() + "/" + reviewer.slackUser().get();
                putOnce(byAccount, "slack:" + account, subject);
                accounts.put("slack:" + subject.key(), account);
            }
        }
    }

    @Override
    public Optional<Subject> linked(String channel, String account) {
        return Optional.ofNullable(byAccount.get(channel + ":" + account));
    }

    @Override
    public Optional<String> account(String channel, Subject subject) {
        return Optional.ofNullable(accounts.get(channel + ":" + subject.key()));
    }

    @Override
    public Subject today(Verdict verdict) {
        Subject seen = verdict.reviewer();
        if (verdict.byToken()) {
            return seen; // the token named the groups, and nothing newer is known than what it said
        }
        Subject listed = byKey.get(seen.key());
        return listed != null
                ? listed
                : new Subject(seen.id(), seen.kind(), seen.issuer(), seen.name(), new TreeSet<>(), seen.actsFor());
    }

    private static void putOnce(Map<String, Subject> map, String key, Subject subject) {
        if (map.putIfAbsent(key, subject) != null) {
            throw new IllegalArgumentException("reviewer `" + key + "` is listed twice");
        }
    }
}
