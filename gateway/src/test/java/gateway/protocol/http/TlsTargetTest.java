// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTargetTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void aTargetWithATrustedCertificateIsReached() throws Exception {
        KeyStore keys = certificateFor("ip:127.0.0.1");
        assertThat(statusFrom(keys, Optional.of(authority(keys)))).isEqualTo(200);
    }

    @Test
    void aTargetWithAnUnknownCertificateIsNot() throws Exception {
        assertThat(statusFrom(certificateFor("ip:127.0.0.1"), Optional.empty())).isEqualTo(502);
    }

    @Test
    void aTargetWithAnotherHostsCertificateIsNot() throws Exception {
        KeyStore keys = certificateFor("dns:other.example");
        assertThat(statusFrom(keys, Optional.of(authority(keys)))).isEqualTo(502);
    }

    private int statusFrom(KeyStore keys, Optional<Path> authorities) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        try (var server = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var gate = new Gate.Settings()
                        .trusting(authorities)
                        .to("t", URI.create("https://127.0.0.1:" + server.getLocalPort()))
                        .open();
                var client = gate.client()) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    FakeTarget.read(socket.getInputStream());
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException refused) {
                    // what two of the tests are about
                }
            });
            return client.ask("GET /t/x").answer().status();
        }
    }

    private KeyStore certificateFor(String name) throws Exception {
        Path store = directory.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=target",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private Path authority(KeyStore keys) throws Exception {
        String body =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate("k").getEncoded());
        return Files.writeString(
                directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }
}
