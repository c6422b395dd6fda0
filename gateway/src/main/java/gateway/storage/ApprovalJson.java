// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalRequest;
import approval.CanonicalForm;
import approval.Origin;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// The parts of a request that are only ever read as a whole, as JSON.
final class ApprovalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(Reviewers.class, Named.class)
            .addMixIn(GrantScope.class, Named.class)
            .build();

    /// Says of a value which of the sealed possibilities it is.
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(Reviewers.Group.class),
        @JsonSubTypes.Type(Reviewers.Owner.class),
        @JsonSubTypes.Type(GrantScope.Once.class),
        @JsonSubTypes.Type(GrantScope.For.class)
    })
    private interface Named {}

    private ApprovalJson() {}

    /// What does not change after a request was filed.
    ///
    /// @param session null in requests that were filed before consents could last; none of those does
    /// @param claim null in those, too
    record Filed(
            Subject requester,
            Resource resource,
            Form form,
            Revision revision,
            List<Ask> asks,
            String exchange,
            @Nullable String session,
            @Nullable String claim) {

        static Filed of(ApprovalRequest request) {
            CanonicalForm form = request.form();
            Origin origin = request.origin();
            return new Filed(
                    request.requester(),
                    request.resource(),
                    new Form(form.verb(), form.text(), form.digest(), form.shape()),
                    request.revision(),
                    request.asks(),
                    origin.exchange(),
                    origin.session(),
                    origin.claim());
        }

        Origin origin() {
            return new Origin(
                    exchange, Objects.requireNonNullElse(session, exchange), Objects.requireNonNullElse(claim, ""));
        }
    }

    /// @param shape null in requests that were filed before consents could last
    record Form(
            String verb,
            String text,
            String digest,
            @Nullable String shape) {

        CanonicalForm read() {
            return new CanonicalForm(verb, text, digest, Objects.requireNonNullElse(shape, digest));
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("our own records can be written", e);
        }
    }

    /// @throws IllegalStateException if the database holds what was not written here
    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
