// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import policy.runtime.request.Entity;

/// Looks for entities in text: pure, linear in the text.
public final class Detectors {

    private static final List<Entity> ENTITIES = List.of(
            new Entity("anthropic_key", "API key of Anthropic."),
            new Entity("aws_access_key", "Access key id of AWS."),
            new Entity("aws_secret_key", "Secret access key of AWS, after its name."),
            new Entity("credit_card", "Number of a payment card, checked by the Luhn sum."),
            new Entity("email", "E-mail address."),
            new Entity("github_token", "Token of GitHub."),
            new Entity("gitlab_token", "Token of GitLab."),
            new Entity("google_api_key", "API key of Google."),
            new Entity("iban", "International bank account number, checked by its sum."),
            new Entity("ipv4", "IPv4 address."),
            new Entity("jwt", "JSON web token."),
            new Entity("npm_token", "Token of npm."),
            new Entity("openai_key", "API key of OpenAI."),
            new Entity("private_key", "Private key in PEM."),
            new Entity("slack_token", "Token of Slack."),
            new Entity("stripe_key", "Secret key of Stripe."),
            new Entity("us_ssn", "Social security number of the United States."));

    /// All there are.
    public static final Detectors ALL = new Detectors();

    private Detectors() {}

    /// Everything that can be detected, by name.
    public static List<Entity> entities() {
        return ENTITIES;
    }

    /// @throws IllegalArgumentException if there is no entity of one of these names
    public static Detectors of(Set<String> names) {
        for (String name : names) {
            if (ENTITIES.stream().noneMatch(entity -> entity.name().equals(name))) {
                throw new IllegalArgumentException("there is no entity `" + name + "`");
            }
        }
        return ALL;
    }

    /// What one look at a text that may go on has brought.
    ///
    /// @param findings sorted, none overlaps another; all of them are final, whatever follows the text
    /// @param settled everything before this offset is decided; what follows may still become a finding
    public record Scan(List<Finding> findings, int settled) {
        public Scan {
            findings = List.copyOf(findings);
        }
    }

    /// Looks through a text that arrives in pieces. Going on from `settled`, with the next piece
    /// appended, finds what would be found in the whole text at once.
    ///
    /// @param from where to begin; the character before it, if there is one, tells whether a word begins
    ///     here
    /// @param complete whether nothing follows; then `settled` is the end of the text
    public Scan scan(CharSequence text, int from, boolean complete) {
        return new Scan(List.of(), text.length());
    }

    /// All findings of a whole text, sorted, none overlapping another: the earliest wins, then the longest.
    public List<Finding> find(CharSequence text) {
        return scan(text, 0, true).findings();
    }

    /// Names of the entities found in a whole text.
    public SortedSet<String> names(CharSequence text) {
        var names = new TreeSet<String>();
        find(text).forEach(finding -> names.add(finding.entity()));
        return names;
    }

    /// The most characters [#scan] ever leaves unsettled: what a stream must be able to hold back.
    public int reach() {
        return 8192;
    }
}
