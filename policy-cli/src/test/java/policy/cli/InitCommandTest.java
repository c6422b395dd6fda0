// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import policy.cli.init.Scaffold;
import policy.dsl.format.Formatter;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;

/// `hpol init`: what it writes is taken at its word by the tools it is for.
final class InitCommandTest {

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void begin() {
        root = folder.resolve("Policies of ACME");
    }

    private Said init(String... more) {
        var call = new ArrayList<>(List.of("init", root.toString()));
        call.addAll(List.of(more));
        return hpol(call.toArray(String[]::new));
    }

    @Test
    void the_rules_are_fine_tested_through_and_in_the_one_style() throws IOException {
        assertThat(init("--name", "acme.prod").status()).isEqualTo(ExitStatus.FINE);
        String policies = root.resolve("policies").toString();
        Said check = hpol("check", policies);
        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isEqualTo(ExitStatus.FINE);
        Said test = hpol("test", policies, "--min-coverage", "100", "--min-score", "100");
        assertThat(test.out() + test.err()).contains(" 0 failed").doesNotContain("below");
        assertThat(test.status()).isEqualTo(ExitStatus.FINE);
        for (Path file : files(".hpol")) {
            String text = Files.readString(file);
            assertThat(text).startsWith("policy acme.prod\n");
            assertThat(Formatter.format(Parser.parse(new Source("a.hpol", text))))
                    .contains(text);
        }
    }

    @Test
    void it_says_what_it_wrote_and_what_to_do_next() {
        Said said = init();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("policy policies_of_acme in ", "  policies/services.hpol\n", "  .githooks/pre-commit\n")
                .contains("  cd '", "  git init\n", "  hpol test policies --coverage\n", "HPOL_REPOSITORY");
        new Scaffold(root, "x")
                .files()
                .forEach(file -> assertThat(root.resolve(file)).isNotEmptyFile());
    }

    @Test
    void nothing_is_overwritten_and_nothing_half_written() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("README.md"), "mine");
        Files.writeString(root.resolve("policies"), "a file");
        Files.writeString(root.resolve("other.txt"), "not in the way");
        Said said = init();
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("nothing was written", "  README.md\n", "  policies\n");
        assertThat(said.err()).doesNotContain("other.txt");
        assertThat(root.resolve("README.md")).hasContent("mine");
        assertThat(root.resolve(".gitlab-ci.yml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "acme prod", "../x", "acme.", "", "a\u202eb", "1x"})
    void a_policy_must_be_able_to_have_the_name(String name) {
        Said said = init("--name", name);
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("a policy cannot be called");
        assertThat(root).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"acme, acme", "My-Policies, my_policies", "2026, acme", "x.y, x_y", "-, acme"})
    void the_directory_suggests_the_name(String directory, String name) {
        assertThat(Scaffold.suggested(folder.resolve(directory))).isEqualTo(name);
    }

    @Test
    void the_pipelines_are_yaml_whose_scripts_a_shell_can_read() throws Exception {
        init();
        Map<String, Object> github = yaml(".github/workflows/policies.yml");
        assertThat(github).containsKeys("name", "permissions", "jobs");
        Map<String, Object> gitlab = yaml(".gitlab-ci.yml");
        assertThat(gitlab).containsOnlyKeys("policies");
        var scripts = new ArrayList<String>();
        for (Object step : list(map(map(github.get("jobs")).get("policies")).get("steps"))) {
            if (map(step).get("run") instanceof String run) {
                scripts.add(run);
            }
        }
        Map<String, Object> job = map(gitlab.get("policies"));
        list(job.get("before_script")).forEach(line -> scripts.add((String) line));
        list(job.get("script")).forEach(line -> scripts.add((String) line));
        assertThat(scripts).hasSizeGreaterThan(8).anyMatch(script -> script.contains("hpol check policies"));
        assertThat(scripts.stream().filter(script -> script.equals("hpol fmt --check --diff policies")))
                .hasSize(2);
        // What comes from outside reaches a script as a variable, never as a part of it.
        assertThat(scripts).noneMatch(script -> script.contains("${{"));
        for (String script : scripts) {
            assertThat(new GitRepository(folder).run(List.of("sh", "-n", "-c", script), Map.of()))
                    .isEqualTo(new GitRepository.Run(0, ""));
        }
    }

    @Test
    void the_hook_lets_pass_what_is_fine_and_stops_what_is_not() throws Exception {
        init("--name", "acme");
        GitRepository repository = GitRepository.in(root);
        repository.git("config", "core.hooksPath", ".githooks");
        repository.git("add", "--all");
        var environment = Map.of("HPOL", launcher().toString());
        List<String> commit = List.of("git", "commit", "--quiet", "--message=first");
        GitRepository.Run first = repository.run(commit, environment);
        assertThat(first.said()).contains("policies: fine. 7 rules", "23 passed, 0 failed");
        assertThat(first.status()).isZero();

        Path services = root.resolve("policies/services.hpol");
        String text = Files.readString(services);
        Files.writeString(services, text.replace("[GET, HEAD]\n", "[GET, HAED]\n"));
        repository.git("add", "--all");
        // What lies in the folder is fine again; what is staged is not.
        Files.writeString(services, text);
        GitRepository.Run second = repository.run(commit, environment);
        assertThat(second.status()).isNotZero();
        assertThat(second.said()).contains("`HAED`", "policies/services.hpol");

        // Right, but not in the one format.
        Files.writeString(services, text.replace("[GET, HEAD]\n", "[GET,HEAD]\n"));
        repository.git("add", "--all");
        Files.writeString(services, text);
        GitRepository.Run unformatted = repository.run(commit, environment);
        assertThat(unformatted.status()).isNotZero();
        assertThat(unformatted.said())
                .contains("policies/services.hpol: not in the one format", "hpol fmt policies and stage what it")
                .doesNotContain("passed");

        repository.git("reset", "--quiet");
        repository.write("notes.txt", "not a policy");
        repository.git("add", "notes.txt");
        GitRepository.Run third = repository.run(commit, Map.of("HPOL", "/nowhere/hpol"));
        assertThat(third).isEqualTo(new GitRepository.Run(0, ""));
    }

    @Test
    void the_hook_says_what_it_lacks() throws Exception {
        init("--name", "acme");
        GitRepository repository = GitRepository.in(root);
        repository.git("add", "--all");
        GitRepository.Run run = repository.run(List.of(".githooks/pre-commit"), Map.of("HPOL", "/nowhere/hpol"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.said()).contains("there is no /nowhere/hpol");
    }

    /// The command as this test sees it.
    private Path launcher() throws IOException {
        Path script = folder.resolve("hpol");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' policy.cli.Main \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private Map<String, Object> yaml(String file) throws IOException {
        return map(new Yaml().load(Files.readString(root.resolve(file))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
