// SPDX-License-Identifier: Apache-2.0
package gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.config.InvalidConfig;
import gateway.identity.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A directory with everything a gateway needs, and a client for what it serves.
final class TestSite {

    static final String POLICY = """
        policy crm

        /// Support reads customers.
        allow support_reads on http {
            when subject in group("support") and http.method == GET
        }

        /// Nobody takes everything at once.
        deny no_exports on http {
            when http.path like "/base/export/**"
            because "Exports go through the data team."
        }

        allow chats on llm {
            when subject in group("support")
        }

        deny budget on llm {
            when llm.model == "expensive"
            because "Ask for a budget first."
        }

        mask no_addresses on llm {
            find email as redact
        }
        """;

    private static final ObjectMapper JSON = new ObjectMapper();

    final TestIssuer issuer = new TestIssuer("k1");
    final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();

    TestSite(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("policies"));
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY);
        Files.writeString(directory.resolve("keys.json"), TestIssuer.jwks(issuer));
    }

    /// @param target where the target `crm` is
    Gateway start(URI target) throws IOException, InvalidConfig {
        return start(target, "", "");
    }

    /// @param line of the configuration that is replaced by another
    Gateway start(URI target, String line, String other) throws IOException, InvalidConfig {
        Path file = directory.resolve("hpol.yaml");
        Files.writeString(file, """
            data: data
            policies: policies
            listen: 127.0.0.1:0
            control: 127.0.0.1:0
            auditors: [audit]
            issuers:
              - {name: corp, issuer: "%s", audience: %s, jwks: keys.json}
            targets:
              - {name: crm, protocol: http, url: "%s", env: test, credential: {header: x-api-key, value: "${CRM_KEY}"}}
              - {name: model, protocol: llm, url: "%s", env: test}
            """.formatted(TestIssuer.ISSUER, TestIssuer.AUDIENCE, target, target)
                .replace(line.isEmpty() ? "\0" : line, other));
        return Gateway.start(Gateway.configuration(file, Map.of("CRM_KEY", "the-key-of-crm")));
    }

    HttpResponse<String> get(URI server, String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(server.resolve(path));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// @param fields further header fields, name after value after name
    CompletableFuture<HttpResponse<String>> post(URI server, String path, String token, String json, String... fields) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
