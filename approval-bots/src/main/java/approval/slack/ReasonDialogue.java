// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The dialogue a press on Deny opens: why not? The no is given by submitting it; who closes it has said nothing.
final class ReasonDialogue {

    static final String CALLBACK = "hpol_reason";

    private static final String FIELD = "reason";
    private static final int MAX_CHARACTERS = 500;

    /// Request, channel and card, as the press told of them; Slack gives it back as we gave it.
    private static final Pattern SUBJECT = Pattern.compile("([0-9a-f-]{36}|unknown) ([A-Z0-9]{1,30}) ([0-9.]{1,30})");

    private ReasonDialogue() {}

    /// @param denial the press, without a reason yet
    static View of(Click denial) {
        return View.builder()
                .type("modal")
                .callbackId(CALLBACK)
                .privateMetadata("%s %s %s".formatted(denial.request(), denial.channel(), denial.message()))
                .title(ViewTitle.builder().type("plain_text").text("Deny").build())
                .submit(ViewSubmit.builder().type("plain_text").text("Deny").build())
                .close(ViewClose.builder().type("plain_text").text("Cancel").build())
                .blocks(List.of(
                        reason(),
                        context(List.<ContextBlockElement>of(
                                plain("Whoever asked is told your reason, and it is recorded.")))))
                .build();
    }

    private static LayoutBlock reason() {
        return input(block -> block.blockId(FIELD)
                .optional(true)
                .label(plain("Why not?"))
                .element(plainTextInput(
                        field -> field.actionId(FIELD).multiline(true).maxLength(MAX_CHARACTERS))));
    }

    /// @return empty if it is no dialogue of ours
    static Optional<Click> submitted(ViewSubmissionPayload payload) {
        View view = payload.getView();
        var subject = SUBJECT.matcher(Objects.requireNonNullElse(view.getPrivateMetadata(), ""));
        return subject.matches()
                ? Optional.of(new Click(
                        subject.group(1),
                        false,
                        payload.getUser().getId(),
                        subject.group(2),
                        subject.group(3),
                        reason(view)))
                : Optional.empty();
    }

    private static String reason(View view) {
        return Optional.ofNullable(view.getState())
                .map(ViewState::getValues)
                .map(values -> values.getOrDefault(FIELD, Map.of()).get(FIELD))
                .map(ViewState.Value::getValue)
                .map(text -> text.substring(0, Math.min(text.length(), MAX_CHARACTERS)))
                .orElse("");
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }
}
