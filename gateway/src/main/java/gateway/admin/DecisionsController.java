// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import policy.runtime.request.Subject;

/// The newest decisions, as the evidence has them. Auditors see everybody's, others those about
/// themselves and about who acts for them.
@Controller("/decisions")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
class DecisionsController {

    static final int MAX_SHOWN = 500;

    /// How far back a search goes; `hpol decisions` reads the evidence to its beginning.
    private static final int SEARCHED = 5_000;

    private final EvidenceReader evidence;
    private final Auditors auditors;

    DecisionsController(EvidenceReader evidence, Auditors auditors) {
        this.evidence = evidence;
        this.auditors = auditors;
    }

    /// @param last how many to show
    /// @param subject only those about this one, `issuer/sub`
    /// @param effect only those with this effect
    @Get
    List<RecordedDecision> newest(
            @QueryValue(defaultValue = "20") @Min(1) @Max(MAX_SHOWN) int last,
            @QueryValue Optional<String> subject,
            @QueryValue Optional<@Pattern(regexp = "allow|deny|approve|none") String> effect,
            Authentication caller)
            throws IOException {
        Subject asking = ControlPlaneTokens.subject(caller);
        boolean auditor = auditors.include(asking);
        int read = auditor && subject.isEmpty() && effect.isEmpty() ? last : SEARCHED;
        return evidence.last(read).stream()
                .filter(decision -> auditor || concerns(decision, asking.key()))
                .filter(decision -> subject.isEmpty() || concerns(decision, subject.get()))
                .filter(decision -> effect.isEmpty() || decision.effect().equals(effect.get()))
                .limit(last)
                .toList();
    }

    private static boolean concerns(RecordedDecision decision, String key) {
        return decision.subjects().contains(key);
    }
}
