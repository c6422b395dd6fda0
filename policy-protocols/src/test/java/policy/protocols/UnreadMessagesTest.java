// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.get;
import static policy.protocols.Given.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpModel;
import policy.protocols.k8s.K8sModel;
import policy.protocols.llm.LlmModel;
import policy.protocols.ssh.SshModel;
import policy.protocols.ssh.SshRequest;
import policy.protocols.ssh.SshRequest.Wanted;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value.Undetermined;

/// Of a part of a message that cannot be read nothing is known, so no rule can permit it by what it says: only what
/// other parts say is determined. Messages of `mcp` that are not well-formed are none.
class UnreadMessagesTest {

    @Property
    void aBodyThatIsNoJsonTellsNothingOfAModelsRequest(@ForAll("broken") String body) {
        assertThat(known(new LlmModel(), post("/v1/chat/completions", body)))
                .containsExactlyInAnyOrder("llm.provider", "llm.operation");
    }

    @Property
    void aBodyThatIsNoJsonHasNoMembers(@ForAll("broken") String body) {
        HttpMessage message = post("/orders", body, "content-type: application/json");

        assertThat(known(new HttpModel(), message)).doesNotContain("http.json");
        assertThat(known(new K8sModel(), message)).doesNotContain("k8s.object");
    }

    @Property
    void aPathThatIsNotReadTellsNothingOfAnObject(@ForAll("paths") String path) {
        assertThat(known(new K8sModel(), get(path))).containsExactlyInAnyOrder("k8s.impersonates", "k8s.object");
    }

    @Property
    void aCommandWithQuotesLeftOpenRunsNobodyKnowsWhat(@ForAll("words") String command) {
        var exec = new Wanted.Exec((command + " '").getBytes(StandardCharsets.UTF_8));

        assertThat(known(exec)).doesNotContain("ssh.program", "ssh.programs");
    }

    @Test
    void ofWhatNobodyKnowsOfSshOnlyTheChannelIsKnown() {
        assertThat(known(Wanted.Plain.UNKNOWN)).containsExactlyInAnyOrder("ssh.user", "ssh.env", "ssh.pty");
    }

    private static Set<String> known(HttpClassifier model, HttpMessage message) {
        return known(
                model.schema(),
                model.classify(message, Set.copyOf(model.schema().attributes())));
    }

    private static Set<String> known(Wanted wanted) {
        var ssh = new SshModel();
        var request = new SshRequest("root", wanted, List.of(), false);
        return known(ssh.schema(), ssh.classify(request, Set.copyOf(ssh.schema().attributes())));
    }

    private static Set<String> known(Schema schema, Classified classified) {
        var known = new TreeSet<String>();
        classified.all().forEach((attribute, value) -> {
            if (attribute.name().startsWith(schema.protocol() + ".") && !(value instanceof Undetermined)) {
                known.add(attribute.name());
            }
        });
        return known;
    }

    @Provide
    Arbitrary<String> broken() {
        return words().map(words -> "{\"model\": \"gpt-4o\", \"messages\": [], \"" + words);
    }

    @Provide
    Arbitrary<String> paths() {
        return words().map(words -> "/api/v1/pods/../" + words.replace(' ', '/'));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars(' ').ofMaxLength(20);
    }
}
