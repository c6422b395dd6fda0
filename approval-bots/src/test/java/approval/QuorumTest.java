// SPDX-License-Identifier: Apache-2.0
package approval;

import static approval.Samples.ALICE;
import static approval.Samples.BOB;
import static approval.Samples.BOT;
import static approval.Samples.CAROL;
import static approval.Samples.DAVE;
import static approval.Samples.ERIN;
import static approval.Samples.NOW;
import static approval.Samples.ask;
import static approval.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import approval.Objection.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Subject;

class QuorumTest {

    private static final Ask ONE_DBA = ask(1, "dba");
    private static final Ask TWO_DBA = ask(2, "dba");
    private static final Ask ONE_SECURITY = ask(1, "security");

    static Stream<Arguments> reviewers() {
        Subject otherBob = Subject.person("bob", "partner", List.of("dba"));
        Subject aliceRenamed = new Subject(
                "alice", Subject.Kind.PERSON, "corp", "Mallory", new TreeSet<>(List.of("dba")), Optional.empty());
        Subject service =
                new Subject("ci", Subject.Kind.SERVICE, "corp", "ci", new TreeSet<>(List.of("dba")), Optional.empty());
        Subject sibling = new Subject(
                "bot-8", Subject.Kind.AGENT, "corp", "bot 8", new TreeSet<>(List.of("dba")), Optional.of(ALICE));
        Subject delegate = new Subject(
                "zoe", Subject.Kind.PERSON, "corp", "zoe", new TreeSet<>(List.of("dba")), Optional.of(ALICE));
        Subject forBob =
                new Subject("zoe", Subject.Kind.PERSON, "corp", "zoe", new TreeSet<>(List.of("dba")), Optional.of(BOB));
        return Stream.of(
                arguments("a member", ALICE, BOB, null),
                arguments("a member of one of two groups", ALICE, DAVE, null),
                arguments("a member from another issuer", BOB, otherBob, null),
                arguments("not a member", ALICE, ERIN, Kind.NOT_IN_GROUP),
                arguments("the requester", ALICE, ALICE, Kind.OWN_REQUEST),
                arguments("the requester by another name", ALICE, aliceRenamed, Kind.OWN_REQUEST),
                arguments("the owner of the agent that asks", BOT, ALICE, Kind.OWN_REQUEST),
                arguments("the agent itself", BOT, BOT, Kind.NOT_A_PERSON),
                arguments("another agent of the same owner", BOT, sibling, Kind.NOT_A_PERSON),
                arguments("somebody acting for the requester", ALICE, delegate, Kind.OWN_REQUEST),
                arguments("somebody acting for a member", ALICE, forBob, Kind.NOT_A_PERSON),
                arguments("a service", ALICE, service, Kind.NOT_A_PERSON));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reviewers")
    void whoMayAnswer(String who, Subject requester, Subject reviewer, Kind objection) {
        ApprovalRequest request = request(requester, ONE_DBA, ONE_SECURITY);
        assertThat(Quorum.objection(request, yes(reviewer)).map(Objection::kind))
                .isEqualTo(Optional.ofNullable(objection));
        assertThat(Quorum.objection(request, no(reviewer)).map(Objection::kind))
                .isEqualTo(Optional.ofNullable(objection));
    }

    private static final Ask FIRST_SECURITY = ask("steps", 0, 1, new Reviewers.Group("security"));
    private static final Ask THEN_DBA = ask("steps", 1, 1, new Reviewers.Group("dba"));
    private static final Ask OWNER = ask("owned", 0, 1, new Reviewers.Owner());

    static Stream<Arguments> turns() {
        return Stream.of(
                arguments("the second step first", List.of(), BOB, true, Kind.NOT_YET),
                arguments("the first step first", List.of(), DAVE, true, null),
                arguments("a no of the second step needs no turn", List.of(), BOB, false, null),
                arguments("the second step after the first", List.of(yes(DAVE)), BOB, true, null),
                arguments("one who is in both", List.of(), CAROL, true, null),
                arguments("one who is in neither", List.of(yes(DAVE)), ERIN, true, Kind.NOT_IN_GROUP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turns")
    void stepsAreTakenInOrder(String what, List<Verdict> before, Subject reviewer, boolean yes, Kind objection) {
        ApprovalRequest request = request(ALICE, FIRST_SECURITY, THEN_DBA);
        for (Verdict verdict : before) {
            request = request.with(Quorum.after(request, verdict, yesSoFar(request, verdict), NOW.plusSeconds(9)));
        }
        assertThat(Quorum.objection(request, yes ? yes(reviewer) : no(reviewer)).map(Objection::kind))
                .isEqualTo(Optional.ofNullable(objection));
    }

    static Stream<Arguments> owners() {
        Subject delegate = new Subject(
                "zoe", Subject.Kind.PERSON, "corp", "zoe", new TreeSet<>(List.of("dba")), Optional.of(ALICE));
        return Stream.of(
                arguments("the owner of the agent", BOT, ALICE, null),
                arguments("somebody else", BOT, BOB, Kind.NOT_IN_GROUP),
                arguments("who acts for the owner", BOT, delegate, Kind.OWN_REQUEST),
                arguments("a person is nobody's owner", ALICE, ALICE, Kind.OWN_REQUEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("owners")
    void ownersAnswerWhereARuleAsksThem(String who, Subject requester, Subject reviewer, Kind objection) {
        assertThat(Quorum.objection(request(requester, OWNER), yes(reviewer)).map(Objection::kind))
                .isEqualTo(Optional.ofNullable(objection));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("one of one", List.of(ONE_DBA), List.of(yes(BOB)), State.APPROVED),
                arguments("one of two", List.of(TWO_DBA), List.of(yes(BOB)), State.PENDING),
                arguments("two of two", List.of(TWO_DBA), List.of(yes(BOB), yes(CAROL)), State.APPROVED),
                arguments("one no", List.of(TWO_DBA), List.of(no(BOB)), State.DENIED),
                arguments("a no after a yes", List.of(TWO_DBA), List.of(yes(BOB), no(CAROL)), State.DENIED),
                arguments("a no after one's own yes", List.of(TWO_DBA), List.of(yes(BOB), no(BOB)), State.DENIED),
                arguments("one of two asks", List.of(ONE_DBA, ONE_SECURITY), List.of(yes(BOB)), State.PENDING),
                arguments("both asks", List.of(ONE_DBA, ONE_SECURITY), List.of(yes(BOB), yes(DAVE)), State.APPROVED),
                arguments("one in both groups", List.of(ONE_DBA, ONE_SECURITY), List.of(yes(CAROL)), State.APPROVED),
                arguments(
                        "two wanted, one in both", List.of(TWO_DBA, ONE_SECURITY), List.of(yes(CAROL)), State.PENDING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whenItIsEnough(String what, List<Ask> asks, List<Verdict> verdicts, State end) {
        ApprovalRequest request = request(ALICE, asks.toArray(Ask[]::new));
        for (Verdict verdict : verdicts) {
            assertThat(Quorum.objection(request, verdict)).isEmpty();
            request = request.with(Quorum.after(request, verdict, yesSoFar(request, verdict), NOW.plusSeconds(9)));
        }
        assertThat(request.state()).isEqualTo(end);
        assertThat(request.standing().version()).isEqualTo(verdicts.size());
    }

    @Test
    void nobodyIsCountedTwice() {
        ApprovalRequest request = request(ALICE, TWO_DBA);
        request = request.with(Quorum.after(request, yes(BOB), List.of(yes(BOB)), NOW));
        assertThat(Quorum.objection(request, yes(BOB)).map(Objection::kind)).contains(Kind.ANSWERED_ALREADY);
        assertThat(Quorum.missing(request, List.of(yes(BOB), yes(BOB))))
                .extracting(Quorum.Missing::people)
                .containsExactly(1);
    }

    @Test
    void whoHasLeftTheGroupSinceDoesNotCount() {
        ApprovalRequest request = request(ALICE, TWO_DBA);
        request = request.with(Quorum.after(request, yes(BOB), List.of(yes(BOB)), NOW));
        Subject bobNow = Subject.person("bob", "corp", List.of());
        assertThat(Quorum.after(request, yes(CAROL), List.of(yes(bobNow), yes(CAROL)), NOW)
                        .state())
                .isEqualTo(State.PENDING);
    }

    @Test
    void losersAreToldWhoWon() {
        ApprovalRequest request = request(ALICE, ONE_DBA);
        ApprovalRequest denied = request.with(Quorum.after(request, no(BOB), List.of(), NOW));
        assertThat(Quorum.objection(denied, yes(CAROL)))
                .contains(new Objection(Kind.DECIDED_ALREADY, "This request was denied already by bob."));
    }

    private static List<Verdict> yesSoFar(ApprovalRequest request, Verdict last) {
        return Stream.concat(request.standing().verdicts().stream(), Stream.of(last))
                .filter(Verdict::yes)
                .toList();
    }

    private static Verdict yes(Subject reviewer) {
        return new Verdict(reviewer, true, "", "test", NOW);
    }

    private static Verdict no(Subject reviewer) {
        return new Verdict(reviewer, false, "no", "test", NOW);
    }
}
