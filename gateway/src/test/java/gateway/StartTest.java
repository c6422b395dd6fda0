// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.keys.SigningKey;
import gateway.policy.BrokenPolicies;
import gateway.storage.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stops a start is told by the configuration's key, with what to do, and without our insides.
final class StartTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    Path directory;

    @Test
    void aSecondGatewayOnTheSameData() throws Exception {
        var site = new TestSite(directory);
        try (Gateway first = site.start(NOWHERE)) {
            assertThat(first.dataAddress()).isNotNull();
            assertThatThrownBy(() -> site.start(NOWHERE))
                    .hasMessageStartingWith("`data` is " + directory.resolve("data"))
                    .hasMessageContaining("in use by another gateway")
                    .hasMessageEndingWith("name another directory")
                    .hasMessageNotContaining("Wiring");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen", "control"})
    void aPortThatIsTaken(String key) throws Exception {
        var site = new TestSite(directory);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> site.start(NOWHERE, key + ": 127.0.0.1:0", key + ": " + address))
                    .hasMessageStartingWith("`%s` is %s, where it cannot listen: ".formatted(key, address))
                    .hasMessageContaining("in use")
                    .hasMessageEndingWith("choose another");
            assertThat(directory.resolve("data"))
                    .as("told before anything is built")
                    .doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{}",
                "{\"keys\": []}",
                "{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\", \"kid\": \"k1\"}]}"
            })
    void aFileOfKeysWithoutAnyThatVerifies(String keys) throws Exception {
        var site = new TestSite(directory);
        Files.writeString(directory.resolve("keys.json"), keys);
        assertThatThrownBy(() -> site.start(NOWHERE))
                .hasMessageStartingWith("`issuers[0].jwks` is " + directory.resolve("keys.json"))
                .hasMessageContaining("no public key");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        var site = new TestSite(directory);
        String database =
                "database: {url: \"postgresql://127.0.0.1:1/hpol\", user: hpol, password: sesame}\ndata: data";
        assertThatThrownBy(() -> site.start(NOWHERE, "data: data", database))
                .hasMessageStartingWith("`database.url` is postgresql://127.0.0.1:1/hpol, which cannot be used: ")
                .hasMessageContaining("refused")
                .hasMessageEndingWith("leave out `database` for the embedded one")
                .hasMessageNotContaining("sesame");
    }

    /// One that speaks no TLS could be anybody.
    @Test
    void aDatabaseThatDoesNotProveWhoItIs() throws Exception {
        var site = new TestSite(directory);
        String database = "database: {url: \"%s\", user: postgres}\ndata: data".formatted(TestDatabase.emptyOnServer());
        assertThatThrownBy(() -> site.start(NOWHERE, "data: data", database))
                .hasMessageStartingWith("`database.url` is postgresql://localhost:")
                .hasMessageContaining("SSL");
    }

    @Test
    void aFileThatHoldsNoKeyForBundles() throws Exception {
        var site = new TestSite(directory);
        Files.writeString(directory.resolve("policies.bundle"), "no bundle");
        Files.writeString(directory.resolve("release.pub"), "no key");
        String bundle = "policies: policies.bundle\nbundle: {keys: [release.pub]}";
        assertThatThrownBy(() -> site.start(NOWHERE, "policies: policies", bundle))
                .hasMessageStartingWith("`bundle.keys[0]` is " + directory.resolve("release.pub"))
                .hasMessageContaining("holds no PEM block `PUBLIC KEY`")
                .hasMessageContaining("hpol keygen");

        SigningKey.generate().create(directory.resolve("next.key"), directory.resolve("next.pub"));
        assertThatThrownBy(() -> site.start(NOWHERE, "policies: policies", bundle.replace("release.pub", "next.pub")))
                .isInstanceOf(BrokenPolicies.class)
                .hasMessageContaining("policies.bundle is refused: it ");
    }
}
