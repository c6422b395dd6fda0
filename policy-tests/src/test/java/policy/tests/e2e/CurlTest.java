// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody at a terminal sees.
@Timeout(60)
final class CurlTest {

    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    static Path directory;

    private static Service service;
    private static Site site;

    private record Answer(int status, String type, String body) {
        JsonNode problem() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        if (!Commands.present("curl")) {
            Commands.leaveOut("what curl is told, since it is not installed");
        }
        service = new Service();
        site = Site.before(service, directory, "services.hpol");
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
            service.close();
        }
    }

    @Test
    void whatIsAllowedIsAnsweredAndMasked() throws Exception {
        Answer answer = curl(support("ann"), "/crm/customers?id=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("GET /customers?id=1 by [email]");
    }

    @ParameterizedTest(name = "{0} as {1}: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
        /crm/export/all      | support | 403 | G101 | Exports go through the data team.
        /crm/customers       | sales   | 403 | G102 | No rule allows this request.
        /crm/customers       | nobody  | 401 | G110 | No bearer token was presented.
        /crm/customers       | forger  | 401 | G110 | The token is not a JSON Web Token.
        /crm/customers       | late    | 401 | G110 | The token has expired.
        /shop/customers      | support | 404 | G111 | There is no target `shop`.
        /crm/../crm/customers| support | 400 | G112 | The request is refused: the path contains a dot segment.
        """)
    void whatIsRefusedIsAProblemThatSaysWhy(String path, String who, int status, String code, String words)
            throws Exception {
        Answer answer = curl(headers(who), path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        JsonNode problem = answer.problem();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("detail").asText()).startsWith(words);
        site.awaitRecord(problem.get("exchange").asText());
        assertThat(answer.body()).doesNotContain("127.0.0.1", "localhost", Service.KEY, "Exception", "\tat ");
    }

    @Test
    void aDenialNamesTheRuleAndWhereToGo() throws Exception {
        JsonNode problem = curl(support("ann"), "/crm/export/all").problem();

        assertThat(problem.get("rule").asText()).isEqualTo("services.no_exports");
        assertThat(problem.get("help").asText()).isEqualTo("https://wiki.example.com/exports");
        assertThat(problem.get("revision").asText()).matches("[0-9a-f]{12}");
    }

    @Test
    void aHeldRequestGoesOnAsItWasOnceALeadAgrees() throws Exception {
        var answer = held("ben", "{\"order\": 17}");

        site.pressFor("ben", "approve", "");

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body())
                .isEqualTo("POST /refunds by [email] {\"order\": 17}");
        assertThat(service.arrivals()).containsOnlyOnce("POST /refunds {\"order\": 17}");
    }

    @Test
    void aHeldRequestALeadRefusesIsAProblemInTheLeadsWords() throws Exception {
        var answer = held("cem", "{\"order\": 18}");

        site.pressFor("cem", "deny", "Order 18 was never paid.");

        Answer refusal = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.problem().get("code").asText()).isEqualTo("G104");
        assertThat(refusal.problem().get("detail").asText()).contains("Order 18 was never paid.");
        assertThat(service.arrivals()).doesNotContain("POST /refunds {\"order\": 18}");
    }

    private static CompletableFuture<Answer> held(String subject, String body) {
        var options = new ArrayList<>(support(subject));
        options.addAll(List.of("-H", "Content-Type: application/json", "-d", body));
        return CompletableFuture.supplyAsync(() -> {
            try {
                return curl(options, "/crm/refunds");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String> support(String subject) {
        return bearer(site.issuer.token(subject, "support"));
    }

    private static List<String> headers(String who) {
        return switch (who) {
            case "nobody" -> List.of();
            case "forger" -> bearer("x.y.z");
            case "late" -> bearer(site.issuer.expired("ann", "support"));
            default -> bearer(site.issuer.token("ann", who));
        };
    }

    private static List<String> bearer(String token) {
        return List.of("-H", "Authorization: Bearer " + token);
    }

    private static Answer curl(List<String> options, String path) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("curl", "-sS", "--path-as-is", "--noproxy", "*", "-w", "\n%{http_code} %{content_type}"));
        command.addAll(options);
        command.add(site.address() + path);
        Process curl = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output;
        try (InputStream out = curl.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(curl.waitFor()).as("curl's exit status").isZero();
        int end = output.lastIndexOf('\n');
        String[] told = output.substring(end + 1).split(" ", 2);
        return new Answer(Integer.parseInt(told[0]), told[1], output.substring(0, end));
    }
}
