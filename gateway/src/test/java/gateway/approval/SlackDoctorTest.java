// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import approval.Finding;
import approval.Finding.Result;
import approval.slack.SlackDoctor;
import approval.slack.SlackSettings;
import gateway.approval.FakeSlack.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is wrong with a set-up is found, and named with the next step.
class SlackDoctorTest {

    private static final String SCOPES = "chat:write,users:read";

    private FakeSlack slack;

    @BeforeEach
    void start() throws Exception {
        slack = new FakeSlack();
        slack.examined(SCOPES);
        slack.user("U0BOB", FakeSlack.TEAM);
        slack.user("U0GUEST", FakeSlack.TEAM, "is_restricted");
    }

    @AfterEach
    void stop() {
        slack.close();
        assertThat(slack.faults).isEmpty();
    }

    @Test
    void whatWorksIsSaidToWork() throws Exception {
        List<Finding> findings = examine(slack.socketSettings(), true, "U0BOB");
        assertThat(findings).allSatisfy(finding -> assertThat(finding.result()).isEqualTo(Result.FINE));
        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(
                        "bot token", "team-id", "app-id", "scopes", "clock", "app token", "channel", "reviewer U0BOB");
        assertThat(slack.messages()).as("nothing is left in the channel").isEmpty();
    }

    @Test
    void aTokenThatWasRevokedEndsIt() {
        assertThat(examine(new SlackSettings(
                        "xoxb-other",
                        signed().delivery(),
                        FakeSlack.APP,
                        FakeSlack.TEAM,
                        FakeSlack.CHANNEL,
                        signed().api(),
                        Optional.empty())))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.told()).isEqualTo("Slack says invalid_auth");
                    assertThat(finding.remedy()).contains("Bot User OAuth Token");
                });
    }

    @Test
    void whatIsNotTheSameIsNamedWithWhatItShouldBe() {
        var others = new SlackSettings(
                FakeSlack.TOKEN,
                signed().delivery(),
                "A0OTHER",
                "T0OTHER",
                FakeSlack.CHANNEL,
                signed().api(),
                Optional.empty());
        assertThat(problem("team-id", examine(others)).remedy()).startsWith("write team-id: " + FakeSlack.TEAM);
        assertThat(problem("app-id", examine(others)).remedy()).startsWith("write app-id: " + FakeSlack.APP);
    }

    @Test
    void aScopeThatIsMissing() {
        slack.examined("chat:write,commands");
        assertThat(problem("scopes", examine(signed())).told()).isEqualTo("missing: users:read");
    }

    @Test
    void aClockThatIsFarOff() {
        var doctor = new SlackDoctor(signed(), () -> Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(problem("clock", doctor.examine(List.of(), false)).told()).contains("off Slack's");
    }

    @Test
    void aChannelTheAppIsNotIn() {
        slack.next("chat.postMessage", Trouble.NOT_IN_CHANNEL);
        List<Finding> findings = examine(signed(), true);
        assertThat(problem("channel", findings).remedy()).isEqualTo("invite the app to the channel");
    }

    @Test
    void reviewersWhoCannotAnswer() {
        List<Finding> findings = examine(signed(), false, "U0GUEST", "U0NOBODY");
        assertThat(problem("reviewer U0GUEST", findings).told()).contains("full members");
        assertThat(problem("reviewer U0NOBODY", findings).told()).isEqualTo("Slack says user_not_found");
    }

    @Test
    void slackIsAway() {
        slack.next("auth.test", Trouble.UNAVAILABLE);
        assertThat(problem("bot token", examine(signed())).told()).isEqualTo("Slack says HTTP status 503");
    }

    private SlackSettings signed() {
        return slack.settings(Optional.empty());
    }

    private static List<Finding> examine(SlackSettings settings) {
        return examine(settings, false);
    }

    private static List<Finding> examine(SlackSettings settings, boolean post, String... users) {
        return new SlackDoctor(settings, Instant::now).examine(List.of(users), post);
    }

    private static Finding problem(String what, List<Finding> findings) {
        Finding found = findings.stream()
                .filter(finding -> finding.what().equals(what))
                .findFirst()
                .orElseThrow();
        assertThat(found.result()).isEqualTo(Result.PROBLEM);
        return found;
    }
}
