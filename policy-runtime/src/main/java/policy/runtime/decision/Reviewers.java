// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

/// Who may say yes to a request.
public sealed interface Reviewers {

    /// The members of a group, as it is when they answer.
    record Group(String name) implements Reviewers {}

    /// The person at the end of the requester's chain: who an agent or a service acts for. It is the one case in
    /// which somebody in the chain may answer.
    record Owner() implements Reviewers {}

    /// As cards and messages say it: `dba`, `the owner of the agent`.
    default String shown() {
        return switch (this) {
            case Group(String name) -> name;
            case Owner _ -> "the caller's owner";
        };
    }

    /// As the language says it, and as fingerprints hold it.
    default String written() {
        return switch (this) {
            case Group(String name) -> "group(\"" + name + "\")";
            case Owner _ -> "owner(subject)";
        };
    }
}
