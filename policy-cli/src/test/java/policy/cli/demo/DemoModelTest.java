// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The demo's model in the words of each API, through the demo's gateway.
final class DemoModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "Customer 7 is Ada Lovelace, [email], card [credit_card], since 1843.";

    @TempDir
    private static Path folder;

    private static Demo demo;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        demo = Demo.start(folder, new PrintWriter(Writer.nullWriter()), false);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | gpt-4o            | messages | /choices/0/message/content |"
                        + " /choices/0/delta/content",
                "/v1/responses        | gpt-4o            | input    | /output/0/content/0/text   | /delta",
                "/v1/messages         | claude-sonnet-4-5 | messages | /content/0/text            | /delta/text"
            })
    void readsOutTheRecordAndTheGatewayMasksIt(String path, String model, String field, String whole, String piece)
            throws Exception {
        String prompt = "[{\"role\":\"user\",\"content\":\"Who is customer 7?\"}]";
        String body = "{\"model\":\"%s\",\"max_tokens\":9,\"%s\":%s,\"stream\":%s}";
        HttpResponse<String> answer = post(path, body.formatted(model, field, prompt, false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at(whole).asText()).isEqualTo(RECORD);

        HttpResponse<String> stream = post(path, body.formatted(model, field, prompt, true));
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(pieces(stream.body(), piece)).isEqualTo(RECORD);
        assertThat(stream.body()).doesNotContain("4111", "ada.love");
    }

    @ParameterizedTest
    @CsvSource({"x-other, /error/type, invalid_request_error", "anthropic-version, /error/type, not_found_error"})
    void tellsInTheProvidersShapeThatThereIsNoSuchPath(String header, String place, String type) throws Exception {
        try (var targets = new DemoTargets()) {
            for (String path : new String[] {"/v1/embeddings", "/v1/chat/completions/x", "/"}) {
                HttpResponse<String> none = direct(targets.address().resolve(path), header);
                assertThat(none.statusCode()).isEqualTo(404);
                assertThat(JSON.readTree(none.body()).at(place).asText()).isEqualTo(type);
            }
            HttpResponse<String> models = direct(targets.address().resolve("/v1/models"), header);
            assertThat(JSON.readTree(models.body()).at("/data/0/id").asText()).isNotEmpty();
        }
    }

    @Test
    void aSecondDemoInTheSamePlaceChangesNothingAndSaysWhatToDo() throws Exception {
        Map<Path, String> before = files();
        assertThatThrownBy(() -> Demo.start(folder, new PrintWriter(Writer.nullWriter()), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(folder.toString(), "stop it", "--data DIR");
        assertThat(files()).isEqualTo(before);
    }

    private static Map<Path, String> files() throws IOException {
        var all = new TreeMap<Path, String>();
        try (Stream<Path> there = Files.list(folder)) {
            for (Path file : there.filter(Files::isRegularFile).toList()) {
                all.put(file, Files.readString(file));
            }
        }
        assertThat(all).containsKeys(folder.resolve("jwks.json"), folder.resolve("ana.jwt"));
        return all;
    }

    private static String pieces(String stream, String place) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> json(line.substring("data: ".length())))
                .map(event -> event.at(place).asText(""))
                .collect(Collectors.joining());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(demo.address().resolve("/model" + path))
                .header("Authorization", "Bearer " + Files.readString(folder.resolve("ana.jwt")))
                .header("Content-Type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> direct(URI address, String header) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", DemoTargets.CREDENTIAL)
                .header(header, "2023-06-01")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
