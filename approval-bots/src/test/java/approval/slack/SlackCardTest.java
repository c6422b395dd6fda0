// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalRequest;
import approval.CanonicalForm;
import approval.Origin;
import approval.Standing;
import approval.State;
import approval.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.slack.api.util.json.GsonFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

class SlackCardTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String EVIL = "<!channel> *bold* `x` <https://evil.example|ok> :tada: \u202Egnp";
    private static final Subject BOB = Subject.person("bob", "corp", List.of("dba"));

    private final SlackCard card = new SlackCard(Optional.of(URI.create("https://hpol.example/")));

    @Test
    void asksInTheOrderAPersonReads() throws Exception {
        JsonNode blocks = render(request("POST /orders\n\n{\"n\":1}", "alice", pending()));
        assertThat(texts(blocks))
                .containsExactly(
                        "POST on orders (prod)",
                        "Asked by",
                        "agent corp/bot-7, called bot\nfor person corp/alice",
                        "Exactly this will run",
                        "POST /orders\n\n{\"n\":1}",
                        "Why somebody else is asked",
                        "Because alice writes.",
                        "Rule guard.writes (guard.hpol:3:1), policy aaaaaaaaaaaa",
                        "Denied by itself at <!date^1772360100^{time}, {date_short_pretty}|2026-03-01T10:15:00Z>",
                        "Needs 2 more of dba, not the requester. Request id-1",
                        "Review",
                        "Approve",
                        "Deny");
    }

    @Test
    void putsWhatOthersChooseWhereNothingIsInterpreted() throws Exception {
        var verdict = new Verdict(BOB, false, EVIL, "slack", NOW);
        for (Standing standing : List.of(pending(), standing(State.DENIED, List.of(verdict)))) {
            JsonNode blocks = render(request(EVIL, EVIL, standing));
            for (JsonNode block : blocks) {
                if (block.path("type").asText().equals("rich_text")) {
                    for (JsonNode element : block.path("elements")) {
                        boolean literal = element.path("type").asText().equals("rich_text_preformatted");
                        assertThat(literal || !element.toString().contains("evil"))
                                .isTrue();
                    }
                } else {
                    assertThat(block.toString()).doesNotContain("evil").doesNotContain("<!channel>");
                }
            }
            assertThat(blocks.toString()).doesNotContain("\u202E").contains("⟨U+202E⟩");
        }
    }

    /// Names are what an identity provider lets people call themselves; keys are what it vouches for.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mallory                  | Lea (corp/lea)  | person corp/mallory, called "Lea (corp/lea)"
        mallory                  | corp/lea        | person corp/mallory, called corp/lea
        mallory for corp/lea     | M               | person "corp/mallory for corp/lea", called M
        m" for person "corp/lea  | M               | person "corp/m\\" for person \\"corp/lea", called M
        """)
    void nobodyLooksLikeAnother(String id, String name, String shown) throws Exception {
        JsonNode blocks = render(askedBy(id, name));
        assertThat(texts(blocks)).contains(shown);
    }

    @Test
    void aLongNameCutsNoKeyOff() throws Exception {
        JsonNode blocks = render(askedBy("m".repeat(256), "Lea (corp/lea)" + " ".repeat(240)));
        assertThat(texts(blocks).get(2)).startsWith("person corp/" + "m".repeat(256) + ", called \"Lea");
    }

    private static ApprovalRequest askedBy(String id, String name) {
        ApprovalRequest request = request("x", "alice", pending());
        var subject = new Subject(id, Subject.Kind.PERSON, "corp", name, new TreeSet<>(), Optional.empty());
        return new ApprovalRequest(
                request.id(),
                ApprovalRequest.Kind.CONSENT,
                subject,
                request.resource(),
                request.form(),
                request.revision(),
                request.asks(),
                request.origin(),
                request.created(),
                request.standing());
    }

    @Test
    void notifiesWithoutTheCommandAndWithoutMarkup() {
        ApprovalRequest request = request("secret", "alice", pending());
        assertThat(SlackCard.notification(request)).isEqualTo("Approval needed: POST on orders (prod)");
        var form = new CanonicalForm("<!here>", "x", "d".repeat(64));
        assertThat(SlackCard.notification(with(request, form)))
                .isEqualTo("Approval needed: &lt;!here&gt; on orders (prod)");
    }

    @Test
    void saysHowMuchItCutsAndMakesReviewTheMainButton() throws Exception {
        String text = "x".repeat(5000) + "; rm -rf /";
        JsonNode blocks = render(request(text, "alice", pending()));
        assertThat(blocks.toString())
                .contains("3,010 characters are not shown here. It ends with")
                .contains("; rm -rf /");
        assertThat(button(blocks, "hpol_review").path("style").asText()).isEqualTo("primary");
        assertThat(button(blocks, "hpol_approve").has("style")).isFalse();
        JsonNode whole = render(request("short", "alice", pending()));
        assertThat(button(whole, "hpol_approve").path("style").asText()).isEqualTo("primary");
        assertThat(button(whole, "hpol_review").has("style")).isFalse();
    }

    @Test
    void itsButtonsCarryTheIdAndNothingElse() throws Exception {
        JsonNode blocks = render(request("x", "alice", pending()));
        assertThat(button(blocks, "hpol_approve").path("value").asText()).isEqualTo("id-1");
        assertThat(button(blocks, "hpol_deny").path("value").asText()).isEqualTo("id-1");
        assertThat(button(blocks, "hpol_review").path("url").asText()).isEqualTo("https://hpol.example/inbox/id-1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void hasNoButtonsOnceSettledAndSaysSo(State state) throws Exception {
        var verdict = new Verdict(BOB, state != State.DENIED, "fine", "slack", NOW);
        JsonNode blocks = render(request("x", "alice", standing(state, List.of(verdict))));
        assertThat(blocks.findValues("action_id")).isEmpty();
        assertThat(blocks.toString())
                .contains((state == State.DENIED ? "no" : "yes") + " by person corp/bob, 2026-03-01T10:00:00Z: fine");
        assertThat(blocks.get(blocks.size() - 1).toString()).contains(" at 2026-03-01T10:00:00Z");
    }

    private JsonNode render(ApprovalRequest request) throws Exception {
        return new JsonMapper().readTree(GsonFactory.createSnakeCase().toJson(card.blocks(request)));
    }

    /// All that can be read, from top to bottom.
    private static List<String> texts(JsonNode node) {
        JsonNode text = node.path("text");
        var texts = new ArrayList<String>();
        if (text.isTextual()) {
            texts.add(text.asText());
        } else {
            node.forEach(child -> texts.addAll(texts(child)));
        }
        return texts;
    }

    private static JsonNode button(JsonNode blocks, String action) {
        return blocks.findParents("action_id").stream()
                .filter(button -> button.path("action_id").asText().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static Standing pending() {
        return Standing.filed(NOW, NOW.plus(Duration.ofMinutes(15)));
    }

    private static Standing standing(State state, List<Verdict> verdicts) {
        return new Standing(state, NOW, NOW, verdicts, "", 1, 0, Optional.empty());
    }

    private static ApprovalRequest with(ApprovalRequest request, CanonicalForm form) {
        return new ApprovalRequest(
                request.id(),
                ApprovalRequest.Kind.CONSENT,
                request.requester(),
                request.resource(),
                form,
                request.revision(),
                request.asks(),
                request.origin(),
                request.created(),
                request.standing());
    }

    private static ApprovalRequest request(String text, String who, Standing standing) {
        var owner = Subject.person(who, "corp", List.of());
        var bot = new Subject(
                "bot-7",
                Subject.Kind.AGENT,
                "corp",
                who.equals("alice") ? "bot" : who,
                new TreeSet<>(),
                Optional.of(owner));
        var rule = new Rule(Effect.APPROVE, "guard", "writes", "guard.hpol:3:1");
        return new ApprovalRequest(
                "id-1",
                ApprovalRequest.Kind.CONSENT,
                bot,
                new Resource("orders", "http", Resource.Env.PROD),
                new CanonicalForm("POST", text, "d".repeat(64)),
                new Revision("a".repeat(64)),
                List.of(new Ask(
                        rule,
                        0,
                        0,
                        2,
                        new Reviewers.Group("dba"),
                        ApprovalTerms.within(Duration.ofMinutes(15)),
                        "Because " + who + " writes.")),
                new Origin("x-1", "s-1", ""),
                NOW,
                standing);
    }
}
