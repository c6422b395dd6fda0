// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Kept;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Obligation.Unit;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

class EnforceableTest {

    private static final Basis BASIS = new Basis(new Revision("a".repeat(64)), List.of(), List.of(), List.of());
    private static final Rule RULE = new Rule(Effect.MASK, "p", "r", "p.hpol:1:1");
    private static final Subject ANA = Subject.person("ana", "corp", List.of());
    private static final Subject BOT =
            new Subject("bot", Subject.Kind.AGENT, "corp", "bot", new TreeSet<>(), Optional.of(ANA));
    private static final Hidden EMAIL = new Hidden.Entities(new TreeSet<>(List.of("email")));

    static Stream<Arguments> obligations() {
        var names = new TreeSet<>(List.of("x"));
        return Stream.of(
                arguments(new Obligation.Mask(RULE, EMAIL, new Transform.Redact()), null),
                arguments(new Obligation.Mask(RULE, EMAIL, new Transform.Partial(4)), null),
                arguments(new Obligation.Mask(RULE, EMAIL, new Transform.Tokenise()), "find email as tokenise"),
                arguments(new Obligation.Mask(RULE, new Hidden.Columns(names), new Transform.Redact()), "column \"x\""),
                arguments(new Obligation.Mask(RULE, new Hidden.Members(names), new Transform.Redact()), "field \"x\""),
                arguments(new Obligation.Mask(RULE, new Hidden.Headers(names), new Transform.Hash()), "header \"x\""),
                arguments(
                        new Obligation.Limit(RULE, 5, Unit.TOKENS, Duration.ofHours(1), "ana"), "at most 5 tokens per"),
                arguments(new Obligation.Keep(RULE, Kept.DECISION, Optional.empty()), null),
                arguments(new Obligation.Keep(RULE, Kept.FULL, Optional.of(Duration.ofDays(9))), "keep full for 9d"),
                arguments(new Obligation.Keep(RULE, Kept.RAW, Optional.empty()), "keep raw"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("obligations")
    void whatIsNotCarriedOutDenies(Obligation obligation, String named) {
        verify(new Decision.Permit(BASIS, List.of(obligation)), ANA, named);
        verify(new Decision.NeedsApproval(BASIS, List.of(asking(terms())), List.of(obligation)), ANA, named);
    }

    static Stream<Arguments> asks() {
        var owner = new Ask(RULE, 0, 0, 1, new Reviewers.Owner(), terms(), "");
        return Stream.of(
                arguments("a plain one", asking(terms()), ANA, null),
                arguments("a reason", asking(terms(true, Assurance.CHAT)), ANA, null),
                arguments("people signed in", asking(terms(false, Assurance.SSO)), ANA, null),
                arguments("a sure channel", asking(terms(false, Assurance.WEBAUTHN)), ANA, "at least webauthn"),
                arguments("the owner of an agent", owner, BOT, null),
                arguments("the owner of a person", owner, ANA, "ana acts for nobody"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asks")
    void whoCannotBeAskedDenies(String what, Ask ask, Subject subject, String named) {
        verify(new Decision.NeedsApproval(BASIS, List.of(ask), List.of()), subject, named);
    }

    private static void verify(Decision decision, Subject subject, String named) {
        Decision enforced = Enforceable.within(decision, subject);
        if (named == null) {
            assertThat(enforced).isSameAs(decision);
        } else {
            assertThat(enforced).isInstanceOfSatisfying(Decision.Deny.class, denial -> {
                assertThat(denial.reason().code()).isEqualTo(DenialCode.G115);
                assertThat(denial.reason().message()).contains(named);
            });
        }
    }

    private static Ask asking(ApprovalTerms terms) {
        return new Ask(RULE, 0, 0, 1, new Reviewers.Group("dba"), terms, "");
    }

    private static ApprovalTerms terms() {
        return terms(false, Assurance.CHAT);
    }

    private static ApprovalTerms terms(boolean reason, Assurance channel) {
        return new ApprovalTerms(
                Duration.ofMinutes(5),
                reason,
                channel,
                new GrantScope.For(Duration.ofHours(1), GrantScope.Same.SAME_SHAPE),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
