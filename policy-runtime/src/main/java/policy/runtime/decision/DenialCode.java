// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

/// Why a request did not go through; each has a page `docs/errors/<code>.md`. A number is never reused.
///
/// G1 are decisions about the request; G5 are failures of the world around it, which deny as well.
public enum DenialCode {
    /// A `deny` rule applies.
    G101("denied by policy"),
    /// No rule allows it.
    G102("no rule allows this"),
    /// A rule that restricts it could not be evaluated, because an attribute could not be read.
    G103("cannot be decided"),
    /// A reviewer said no.
    G104("denied by a reviewer"),
    /// Nobody answered in time.
    G105("approval expired"),
    /// Still waiting for a reviewer when the client's patience ended.
    G106("waiting for approval"),
    /// The request was withdrawn while it waited.
    G107("approval cancelled"),
    /// As many approval requests of the caller are pending as may be.
    G108("too many approvals pending"),
    /// It needs a reviewer's consent and cannot be shown to one.
    G109("cannot be shown to a reviewer"),
    /// No credential, or one that does not verify.
    G110("not authenticated"),
    /// There is no such target.
    G111("unknown target"),
    /// The request is not well-formed in its protocol.
    G112("malformed request"),
    /// The request is larger than a limit allows.
    G113("request too large"),
    /// What comes back cannot be masked as a rule demands.
    G114("cannot be masked"),
    /// A rule demands something this gateway cannot do, such as a budget or a recording.
    G115("cannot be enforced"),
    /// The consent it ran under was revoked, or its time is over.
    G116("approval ended"),
    /// A rule wants to know why, and the caller did not say.
    G117("reason required"),
    /// The target could not be reached, or broke off.
    G501("target unreachable"),
    /// The target did not answer in time.
    G502("target timed out"),
    /// The decision could not be made durable.
    G503("evidence unavailable"),
    /// The gateway itself failed.
    G504("internal failure"),
    /// The gateway is at one of its limits.
    G505("overloaded");

    private final String title;

    DenialCode(String title) {
        this.title = title;
    }

    /// A short phrase for people, lower case.
    public String title() {
        return title;
    }
}
