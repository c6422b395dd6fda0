// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.CanonicalForm;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
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
    record Filed(
            Subject requester,
            Resource resource,
            CanonicalForm form,
            Revision revision,
            List<Ask> asks,
            String exchange) {}

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
