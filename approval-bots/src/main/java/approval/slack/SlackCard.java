// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.richText;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.richTextPreformatted;
import static com.slack.api.model.block.element.BlockElements.richTextSection;

import approval.ApprovalRequest;
import approval.Standing;
import approval.State;
import approval.Visible;
import approval.Wording;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a request looks in Slack: a pure function of the request, so that any number of cards of it are alike.
///
/// Whatever somebody outside can choose (the command, names, words with attributes filled in, reasons) stands in
/// preformatted rich text, where Slack interprets nothing, and in no other place.
final class SlackCard {

    static final String APPROVE = "hpol_approve";
    static final String DENY = "hpol_deny";
    static final String REVIEW = "hpol_review";

    private static final int HEAD_ROOM = 1400;
    private static final int TAIL_ROOM = 600;
    private static final int WORDS_ROOM = 600;
    /// Slack takes 150 characters in a header.
    private static final int HEADER_ROOM = 140;

    private final Optional<URI> console;

    SlackCard(Optional<URI> console) {
        this.console = console;
    }

    /// What a notification shows: what is asked, never the command.
    static String notification(ApprovalRequest request) {
        return mrkdwn("%s: %s".formatted(Wording.headline(request), title(request)));
    }

    List<LayoutBlock> blocks(ApprovalRequest request) {
        boolean pending = request.state() == State.PENDING;
        Visible.Cut command = Visible.cut(request.form().text(), HEAD_ROOM, TAIL_ROOM);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(header -> header.text(plain(title(request)))));
        blocks.add(labelled("Asked by", Wording.people(request.requester())));
        blocks.add(command(command));
        blocks.add(labelled("Why somebody else is asked", words(request)));
        if (!request.origin().claim().isBlank()) {
            blocks.add(labelled("Why, as the requester claims", claim(request)));
        }
        blocks.add(note(Wording.rules(request)));
        Wording.scope(request).ifPresent(scope -> blocks.add(note(scope)));
        if (pending) {
            blocks.add(context(List.<ContextBlockElement>of(expiry(request))));
            blocks.add(note(wanted(request)));
        }
        if (!request.standing().verdicts().isEmpty()) {
            blocks.add(labelled("Answers", answers(request.standing())));
        }
        if (request.state() == State.REVOKED) {
            blocks.add(labelled("Revoked", request.standing().note()));
        }
        if (pending) {
            blocks.add(actions(buttons(request, command.omitted() > 0)));
        } else {
            blocks.add(note(
                    Wording.headline(request) + " at " + at(request.standing().since())));
        }
        return blocks;
    }

    /// What whoever asked is told when it is settled.
    static List<LayoutBlock> outcome(ApprovalRequest request) {
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(header -> header.text(plain(title(request)))));
        blocks.add(
                note(Wording.headline(request) + " at " + at(request.standing().since())));
        if (!request.standing().verdicts().isEmpty()) {
            blocks.add(labelled("Answers", answers(request.standing())));
        }
        if (request.state() == State.REVOKED) {
            blocks.add(labelled("Revoked", request.standing().note()));
        }
        blocks.add(note("Request " + request.id()));
        return blocks;
    }

    private static LayoutBlock command(Visible.Cut cut) {
        var elements = new ArrayList<BlockElement>();
        elements.add(label("Exactly this will run"));
        elements.add(literal(cut.head()));
        if (cut.omitted() > 0) {
            elements.add(label("%,d characters are not shown here. It ends with".formatted(cut.omitted())));
            elements.add(literal(cut.tail()));
        }
        return richText(text -> text.elements(elements));
    }

    private List<BlockElement> buttons(ApprovalRequest request, boolean cut) {
        boolean reviewed = request.kind() == ApprovalRequest.Kind.REVIEW;
        var buttons = new ArrayList<BlockElement>();
        console.ifPresent(base -> buttons.add(button(review -> review.actionId(REVIEW)
                .text(plain("Review"))
                .url(base.resolve("/inbox/" + request.id()).toString())
                .style(cut ? "primary" : null))));
        boolean main = !cut || console.isEmpty();
        buttons.add(button(approve -> approve.actionId(APPROVE)
                .text(plain(reviewed ? "In order" : "Approve"))
                .value(request.id())
                .style(main ? "primary" : null)));
        buttons.add(button(deny -> deny.actionId(DENY)
                .text(plain(reviewed ? "Not in order" : "Deny"))
                .value(request.id())
                .style("danger")));
        return buttons;
    }

    private static String title(ApprovalRequest request) {
        return Visible.cut(Wording.title(request).replace('\n', ' '), HEADER_ROOM, 0)
                .head();
    }

    private static String words(ApprovalRequest request) {
        String because = Wording.because(request);
        return because.isBlank()
                ? "The rule does not say."
                : Visible.cut(because, WORDS_ROOM, 0).head();
    }

    private static String claim(ApprovalRequest request) {
        return Visible.cut(request.origin().claim(), WORDS_ROOM, 0).head();
    }

    private static String wanted(ApprovalRequest request) {
        return "Needs %s, not the requester. Request %s".formatted(Wording.missing(request), request.id());
    }

    private static String answers(Standing standing) {
        return standing.verdicts().stream()
                .map(verdict -> "%s by %s, %s%s"
                        .formatted(
                                verdict.yes() ? "yes" : "no",
                                Wording.person(verdict.reviewer()),
                                at(verdict.at()),
                                verdict.reason().isBlank()
                                        ? ""
                                        : ": "
                                                + Visible.cut(verdict.reason(), WORDS_ROOM, 0)
                                                        .head()))
                .collect(Collectors.joining("\n"));
    }

    private static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// In the reader's own time zone, which only Slack knows.
    private static ContextBlockElement expiry(ApprovalRequest request) {
        Instant until = request.standing().until();
        return markdownText("%s <!date^%d^{time}, {date_short_pretty}|%s>"
                .formatted(Wording.ends(request), until.getEpochSecond(), at(until)));
    }

    private static LayoutBlock labelled(String label, String text) {
        return richText(block -> block.elements(List.of(label(label), literal(text))));
    }

    private static BlockElement label(String words) {
        return richTextSection(section -> section.elements(
                List.of(RichTextSectionElement.Text.builder().text(words).build())));
    }

    /// Slack does not take an empty text.
    private static BlockElement literal(String shown) {
        String text = shown.isEmpty() ? "(empty)" : shown;
        return richTextPreformatted(pre -> pre.elements(
                List.of(RichTextSectionElement.Text.builder().text(text).build())));
    }

    private static LayoutBlock note(String words) {
        return context(List.<ContextBlockElement>of(
                plain(Visible.cut(words, WORDS_ROOM, 0).head())));
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    private static String mrkdwn(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
