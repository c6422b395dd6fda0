// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `hpol` in a checkout of its own, with a Maven and a JDK that only tell how they were called.
final class LauncherTest {

    private static final String MAVEN = """
        #!/bin/sh
        echo "mvn with $JAVA_HOME" >> "$CALLS"
        mkdir -p policy-cli/target/hpol/lib
        : > policy-cli/target/hpol/lib/policy-cli.jar
        exit "${MAVEN_STATUS:-0}"
        """;

    private static final String JAVA = """
        #!/bin/sh
        case "$*" in
          *policy.cli.Rehearsal*) exit 1 ;;
          *) echo "java ${0%/bin/java} ${*##* policy.cli.}" >> "$CALLS"; exit 7 ;;
        esac
        """;

    @TempDir
    private Path folder;

    private Path calls;
    private Path jdk;

    @BeforeEach
    void checkout() throws IOException {
        calls = Files.createFile(folder.resolve("calls"));
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String directory : List.of("policy-cli/src/main", "docs/errors", "policy-examples/starter")) {
            Files.createDirectories(home.resolve(directory));
        }
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("policy-cli/pom.xml"));
        Files.copy(Path.of("../hpol"), home.resolve("hpol"));
        program(folder.resolve("bin/mvn"), MAVEN);
        jdk = jdk("jdk", "25.0.1");
    }

    private Path jdk(String name, String version) throws IOException {
        Path at = folder.resolve(name);
        program(at.resolve("bin/java"), JAVA);
        program(at.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(at.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return at;
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HPOL_JAVA_HOME", "JAVA_HOME"})
    void the_jdk_it_is_given_builds_and_runs_and_its_status_is_hpols(String variable) throws Exception {
        Said said = hpol(Map.of(variable, jdk.toString()));
        assertThat(said.status()).isEqualTo(7);
        assertThat(Files.readAllLines(calls)).containsExactly("mvn with " + jdk, "java " + jdk + " Main check a");
    }

    @Test
    void its_own_variable_comes_first() throws Exception {
        hpol(Map.of(
                "HPOL_JAVA_HOME",
                jdk.toString(),
                "JAVA_HOME",
                jdk("other", "25").toString()));
        assertThat(Files.readAllLines(calls)).containsExactly("mvn with " + jdk, "java " + jdk + " Main check a");
    }

    @Test
    void a_jdk_that_is_too_old_does_not_run_it() throws Exception {
        Path old = jdk("old", "17.0.2");
        hpol(Map.of("HPOL_JAVA_HOME", old.toString(), "JAVA_HOME", jdk.toString()));
        assertThat(Files.readAllLines(calls)).last().isEqualTo("java " + jdk + " Main check a");
    }

    @Test
    void what_is_built_is_not_built_again() throws Exception {
        hpol(Map.of("HPOL_JAVA_HOME", jdk.toString()));
        Said said = hpol(Map.of("HPOL_JAVA_HOME", jdk.toString()));
        assertThat(said.err()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(3).last().isEqualTo("java " + jdk + " Main check a");
    }

    @Test
    void a_build_that_fails_is_told_and_runs_nothing() throws Exception {
        Said said = hpol(Map.of("HPOL_JAVA_HOME", jdk.toString(), "MAVEN_STATUS", "1"));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("hpol: the build failed; all it said is in ");
        assertThat(Files.readAllLines(calls)).containsExactly("mvn with " + jdk);
    }

    private Said hpol(Map<String, String> variables) throws IOException, InterruptedException {
        var script = new ProcessBuilder("bash", folder.resolve("home/hpol").toString(), "check", "a");
        Path err = folder.resolve("err");
        script.redirectError(err.toFile());
        Map<String, String> environment = script.environment();
        environment.keySet().removeAll(List.of("HPOL_JAVA_HOME", "JAVA_HOME"));
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("CALLS", calls.toString());
        environment.putAll(variables);
        Process running = script.start();
        running.getOutputStream().close();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), out, Files.readString(err));
    }
}
