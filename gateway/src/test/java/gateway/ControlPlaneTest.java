// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.PlainJWT;
import gateway.identity.TestIssuer;
import gateway.policy.BrokenPolicies;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlPlaneTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    static Path directory;

    private static TestSite site;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(directory);
        System.setProperty("micronaut.security.enabled", "false"); // must not count
        gateway = site.start(NOWHERE);
        System.clearProperty("micronaut.security.enabled");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void healthIsForEverybody() throws Exception {
        HttpResponse<String> health = get("/health", "");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .isEqualTo("{\"status\":\"UP\",\"evidence\":\"UP\",\"policies\":\"UP\",\"reviews\":\"UP\"}");
    }

    @Test
    void everythingElseTakesAToken() throws Exception {
        for (String path :
                new String[] {"/policies", "/decisions", "/approvals", "/nothing", "/keys", "/login", "/routes"}) {
            assertRefused(get(path, ""), "No bearer token was presented.");
        }
    }

    @Test
    void aTokenMustVerifyAndTheAnswerSaysWhyItDoesNot() throws Exception {
        var unsigned = new PlainJWT(TestIssuer.claims("ann", Instant.now()).build());
        assertRefused(get("/policies", unsigned.serialize()), "The token is not signed.");
        assertRefused(get("/policies", new TestIssuer("k1").token("ann")), "The token's signature does not verify.");
        assertRefused(get("/policies", "x"), "The token is not a JSON Web Token.");
    }

    @Test
    void theRevisionInForceIsTold() throws Exception {
        JsonNode policies = TestSite.json(get("/policies", site.issuer.token("ann")));

        assertThat(policies.get("revision").asText()).matches("[0-9a-f]{64}");
        assertThat(policies.get("rules").asInt()).isEqualTo(5);
        assertThat(policies.get("problem").isNull()).isTrue();
    }

    @Test
    void errorsAreProblemsWithoutInternals() throws Exception {
        HttpResponse<String> missing = get("/nothing", site.issuer.token("ann"));

        assertThat(missing.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(TestSite.json(missing).get("detail").asText()).isEqualTo("There is nothing here.");
        assertThat(missing.body()).doesNotContain("io.micronaut", "Exception");
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsTold() throws Exception {
        for (String path : new String[] {"/policies", "/decisions", "/approvals", "/health"}) {
            var answer = site.post(gateway.controlAddress(), path, site.issuer.token("ann"), "{}")
                    .get(30, TimeUnit.SECONDS);

            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET");
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(TestSite.json(answer).get("detail").asText())
                    .isEqualTo("This path does not take POST; the header Allow names what it takes.");
        }
    }

    @Test
    void aBodyOfAnotherTypeIsTold() throws Exception {
        var request = HttpRequest.newBuilder(gateway.controlAddress().resolve("/approvals/x/approve"))
                .header("authorization", "Bearer " + site.issuer.token("ann"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("reason=x"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(TestSite.json(answer).get("detail").asText())
                .isEqualTo("The body must be JSON, with the header Content-Type: application/json.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "[[[", "{\"reason\": {}}", "no JSON", ""})
    void aBodyThatCannotBeReadIsAProblemWithoutInternals(String body) throws Exception {
        var answer = site.post(gateway.controlAddress(), "/approvals/x/approve", site.issuer.token("ann"), body)
                .get(30, TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("gateway.", "java.", "Json", "Source");
    }

    @Test
    void aParameterThatCannotBeReadIsAProblemWithoutInternals() throws Exception {
        HttpResponse<String> answer = get("/decisions?last=many", site.issuer.token("ann"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestSite.json(answer).get("detail").asText())
                .isEqualTo("A parameter or the body is not what is expected here.");
    }

    @Test
    void aNameThatLooksLikeADelegationConcernsNobodyElse() throws Exception {
        String strange = "ana for corp/lea";
        site.get(gateway.dataAddress(), "/crm/x", site.issuer.token(strange));

        assertThat(get("/decisions", site.issuer.token("lea")).body()).isEqualTo("[]");
        JsonNode own = TestSite.json(get("/decisions", site.issuer.token(strange)));
        assertThat(own.get(0).get("subject").asText()).isEqualTo("\"corp/ana for corp/lea\"");
        assertThat(own.get(0).get("subjects").get(0).asText()).isEqualTo("corp/ana for corp/lea");
    }

    @Test
    void whatIsKeptIsForTheGatewaysUserOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data/masking.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void noOtherSiteMayCallIt() throws Exception {
        assertThat(get("/health", "").headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void brokenPoliciesStopTheStartAndLeaveNothingBehind(@TempDir Path other) throws Exception {
        var broken = new TestSite(other);
        Path file = other.resolve("policies/crm.hpol");
        Files.writeString(file, TestSite.POLICY.replace("http.method", "http.methd"));

        assertThatThrownBy(() -> broken.start(NOWHERE))
                .isInstanceOf(BrokenPolicies.class)
                .hasMessageContaining("crm.hpol:5:")
                .hasMessageContaining("http.methd");

        Files.writeString(file, TestSite.POLICY);
        broken.start(NOWHERE).close(); // the evidence was closed: a second start is possible
        broken.start(NOWHERE).close();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return site.get(gateway.controlAddress(), path, token);
    }

    private static void assertRefused(HttpResponse<String> response, String detail) throws Exception {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(TestSite.json(response).get("detail").asText()).isEqualTo(detail);
    }
}
