// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.Gateway;
import gateway.config.GatewayConfig;
import gateway.config.InvalidConfig;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A gateway between its callers and local targets, as an operator would set one up: a directory with a
/// configuration file, policies and the keys of an issuer.
final class Site implements AutoCloseable {

    /// More than any test leaves behind.
    private static final int ALL = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Issuer issuer = new Issuer();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final Path configuration;
    private Gateway gateway;

    /// @param models where both model providers are
    /// @param service where the target `crm` is
    Site(Path directory, URI models, URI service) throws IOException {
        this.directory = directory;
        this.configuration = directory.resolve("hpol.yaml");
        Files.createDirectories(directory.resolve("policies"));
        Files.writeString(directory.resolve("keys.json"), issuer.keys());
        Files.writeString(
                configuration, """
                    data: data
                    policies: policies
                    listen: 127.0.0.1:0
                    control: 127.0.0.1:0
                    auditors: [audit]
                    issuers:
                      - {name: %s, issuer: "%s", audience: %s, jwks: keys.json}
                    targets:
                      - name: openai
                        protocol: llm
                        url: "%s"
                        env: test
                        credential: {header: authorization, value: "Bearer ${OPENAI_API_KEY}"}
                      - name: anthropic
                        protocol: llm
                        url: "%s"
                        env: test
                        credential: {header: x-api-key, value: "${ANTHROPIC_API_KEY}"}
                      - name: crm
                        protocol: http
                        url: "%s"
                        env: test
                        credential: {header: x-api-key, value: "${CRM_KEY}"}
                    """.formatted(Issuer.NAME, Issuer.URL, Issuer.AUDIENCE, models, models, service));
    }

    /// A gateway before model providers, with the policies of this name from the test resources.
    static Site before(ModelServer models, Path directory, String policies) throws Exception {
        Site site = new Site(directory, models.address(), URI.create("http://127.0.0.1:1"));
        site.policies(Resources.text(policies));
        site.start();
        return site;
    }

    /// A gateway before a company's own service.
    static Site before(Service service, Path directory, String policies) throws Exception {
        Site site = new Site(directory, URI.create("http://127.0.0.1:1"), service.address());
        site.policies(Resources.text(policies));
        site.start();
        return site;
    }

    /// A gateway before a server of tools, whose target is `tools`.
    static Site beforeTools(URI server, Path directory, String policies) throws Exception {
        return beforeTools(server, directory, policies, "");
    }

    /// @param more lines of the configuration
    static Site beforeTools(URI server, Path directory, String policies, String more) throws Exception {
        Site site = new Site(directory, URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:1"));
        Files.writeString(site.configuration, """
              - name: tools
                protocol: mcp
                url: "%s"
                env: test
                credential: {header: x-api-key, value: "${CRM_KEY}"}
            %s
            """.formatted(server, more), StandardOpenOption.APPEND);
        site.policies(Resources.text(policies));
        site.start();
        return site;
    }

    static GatewayConfig configuration(Path file) throws InvalidConfig {
        var environment = Map.of(
                "OPENAI_API_KEY",
                ModelServer.OPENAI_KEY,
                "ANTHROPIC_API_KEY",
                ModelServer.ANTHROPIC_KEY,
                "CRM_KEY",
                Service.KEY);
        return Gateway.configuration(file, environment);
    }

    Path configuration() {
        return configuration;
    }

    /// Puts these policies in place of those there are, as a checkout does: never half of them.
    void policies(String text) throws IOException {
        Path next = Files.writeString(directory.resolve("next.hpol"), text);
        Files.move(next, directory.resolve("policies/site.hpol"), StandardCopyOption.ATOMIC_MOVE);
    }

    void start() throws InvalidConfig {
        gateway = Gateway.start(configuration(configuration));
    }

    /// Where callers connect.
    URI address() {
        return gateway.dataAddress();
    }

    /// Where a target is reached through the gateway.
    String through(String target) {
        return address() + "/" + target;
    }

    /// Waits until the gateway says of its policies what is awaited.
    JsonNode inForce(Predicate<JsonNode> awaited) throws Exception {
        String auditor = issuer.token("eve", "audit");
        while (true) {
            JsonNode status = ask("/policies", auditor);
            if (awaited.test(status)) {
                return status;
            }
            Thread.onSpinWait();
        }
    }

    Path evidence() {
        return directory.resolve("data/evidence");
    }

    /// All decisions on record, newest first.
    List<RecordedDecision> decisions() throws IOException {
        return new EvidenceReader(evidence()).last(ALL);
    }

    /// Those about this subject of the issuer's.
    List<RecordedDecision> decisions(String subject) throws IOException {
        String key = Issuer.NAME + "/" + subject;
        return decisions().stream()
                .filter(decision -> decision.subject().equals(key))
                .toList();
    }

    /// Those about this subject, once it is on record how each exchange ended, which is told after the answer.
    List<RecordedDecision> ended(String subject) throws IOException {
        while (true) {
            List<RecordedDecision> decisions = decisions(subject);
            if (decisions.stream().allMatch(decision -> decision.ending().isPresent())) {
                return decisions;
            }
            Thread.onSpinWait();
        }
    }

    /// Returns once something about this exchange is on record: what failed before policy was asked comes
    /// there after the answer.
    void awaitRecord(String exchange) throws IOException {
        while (decisions().stream().noneMatch(decision -> decision.exchange().equals(exchange))) {
            Thread.onSpinWait();
        }
    }

    /// How many requests the gateway got from this subject.
    long requests(String subject) throws IOException {
        return decisions(subject).stream()
                .map(RecordedDecision::exchange)
                .distinct()
                .count();
    }

    /// A lead presses a button of the approval request this subject waits for, once there is one.
    ///
    /// @param verdict `approve` or `deny`
    void pressFor(String subject, String verdict, String reason) throws Exception {
        press(pending(subject), verdict, reason);
    }

    void press(String id, String verdict, String reason) throws Exception {
        String body = JSON.createObjectNode().put("reason", reason).toString();
        var request = HttpRequest.newBuilder(control("/approvals/" + id + "/" + verdict))
                .header("authorization", "Bearer " + issuer.token("lea", "leads"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the press was not taken: " + answer.body());
        }
    }

    /// The id of the approval request this subject waits for, once there is one.
    String pending(String subject) throws Exception {
        String lead = issuer.token("lea", "leads");
        while (true) {
            for (JsonNode request : ask("/approvals", lead)) {
                if (request.at("/requester/0").asText().equals(Issuer.NAME + "/" + subject)) {
                    return request.get("id").asText();
                }
            }
            Thread.onSpinWait();
        }
    }

    /// What the control plane tells the bearer of this token.
    JsonNode ask(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(control(path))
                .header("authorization", "Bearer " + token)
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private URI control(String path) {
        return gateway.controlAddress().resolve(path);
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
    }
}
