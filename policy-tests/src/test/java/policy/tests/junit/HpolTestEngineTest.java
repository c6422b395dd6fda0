// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathResource;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

final class HpolTestEngineTest {

    private static final String RULES = "policy shop\nallow read on http { when reading }\n";
    private static final String LETS = """
        policy shop
        let reading = http.method == GET
        test "verbs" for m in [GET, PUT] {
            http { method: m, path: "/" }
            expect allow by read
        }
        test "twice" { http { method: PUT, path: "/" } expect deny }
        test "twice" { http { method: HEAD, path: "/" } expect deny }
        """;
    private static final String OTHER = """
        policy bank
        test "nobody" { http { method: PUT, path: "/" } expect allow }
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("policies/more"));
        Files.writeString(folder.resolve("policies/rules.hpol"), RULES);
        Files.writeString(folder.resolve("policies/more/lets.hpol"), LETS);
        Files.writeString(folder.resolve("policies/other.hpol"), OTHER);
    }

    private EngineTestKit.Builder kit(DiscoverySelector... selectors) {
        return EngineTestKit.engine(new HpolTestEngine(folder)).selectors(selectors);
    }

    private Path policies() {
        return folder.resolve("policies");
    }

    private static List<String> run(EngineExecutionResults results) {
        return results.testEvents().started().stream()
                .map(Event::getTestDescriptor)
                .map(test ->
                        test.getParent().map(TestDescriptor::getDisplayName).orElse("") + " / " + test.getDisplayName())
                .toList();
    }

    private static final List<String> ALL =
            List.of("bank / nobody", "shop / verbs [GET]", "shop / verbs [PUT]", "shop / twice", "shop / twice #2");

    @Test
    void it_is_found_by_the_platform() {
        assertThat(ServiceLoader.load(TestEngine.class)).anyMatch(HpolTestEngine.class::isInstance);
    }

    @Test
    void a_directory_is_a_policy_set_with_a_container_for_each_policy() {
        EngineExecutionResults results =
                kit(selectDirectory(policies().toFile())).execute();
        assertThat(run(results)).containsExactlyElementsOf(ALL);
        results.testEvents().assertStatistics(stats -> stats.succeeded(3).failed(2));
        // engine, policy set, two policies
        results.containerEvents().assertStatistics(stats -> stats.started(4).succeeded(4));
    }

    @Test
    void tests_know_where_they_are_written() {
        EngineExecutionResults results =
                kit(selectDirectory(policies().toFile())).execute();
        FileSource source = (FileSource) results.testEvents().started().stream()
                .map(Event::getTestDescriptor)
                .filter(test -> test.getDisplayName().equals("verbs [PUT]"))
                .findFirst()
                .flatMap(TestDescriptor::getSource)
                .orElseThrow();
        assertThat(source.getFile())
                .isEqualTo(policies().resolve("more/lets.hpol").toFile());
        assertThat(source.getPosition().orElseThrow().getLine()).isEqualTo(3);
        assertThat(source.getPosition().orElseThrow().getColumn()).contains(29);
    }

    @Test
    void a_failure_says_what_was_expected_and_where() {
        EngineExecutionResults results =
                kit(selectDirectory(policies().toFile())).execute();
        AssertionFailedError error = (AssertionFailedError) failure(results, "nobody");
        assertThat(error.getExpected().getValue()).isEqualTo("allow");
        assertThat(error.getActual().getValue()).isEqualTo("deny G102 because “No rule allows this request.”");
        assertThat(error)
                .hasMessageStartingWith("other.hpol:2: expected allow")
                .hasMessageContaining("no rule applies");
        assertThat(error.getStackTrace()).hasSize(1);
        assertThat(error.getStackTrace()[0]).hasToString("bank.nobody(other.hpol:2)");
    }

    @Test
    void a_wrong_sample_fails_its_own_test_alone() throws IOException {
        Files.writeString(policies().resolve("wrong.hpol"), """
            policy wrong
            test "misspelt" { http { methd: GET } expect deny }
            test "right" { http { method: GET } expect deny }
            """);
        EngineExecutionResults results =
                kit(selectDirectory(policies().toFile())).execute();
        assertThat(run(results)).contains("wrong / misspelt", "wrong / right").hasSize(ALL.size() + 2);
        assertThat(failure(results, "misspelt"))
                .hasMessageStartingWith("wrong.hpol:2: P209: `http` describes no message: unknown field `methd`")
                .hasMessageContaining("did you mean `method`?");
    }

    @Test
    void surefire_counts_every_test_because_its_container_is_a_class_of_the_name_shown() throws IOException {
        Files.writeString(policies().resolve("broken.hpol"), "polcy x\n");
        Files.createDirectories(folder.resolve("payments"));
        Files.writeString(folder.resolve("payments/p.hpol"), OTHER.replace("bank", "payments.prod"));
        EngineExecutionResults results = kit(
                        selectDirectory(policies().toFile()),
                        selectDirectory(folder.resolve("payments").toFile()))
                .execute();
        assertThat(run(results)).containsExactly("policies / the policies compile", "payments.prod / nobody");
        assertThat(results.testEvents().started().stream()
                        .map(event -> event.getTestDescriptor().getParent().orElseThrow()))
                .allSatisfy(
                        parent -> assertThat(parent.getSource()).contains(ClassSource.from(parent.getDisplayName())));
    }

    private static Throwable failure(EngineExecutionResults results, String test) {
        return results.testEvents().failed().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(test))
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }

    @Test
    void a_mistake_in_a_policy_is_a_failing_test_with_the_diagnostics() throws IOException {
        Files.writeString(policies().resolve("rules.hpol"), "policy shop\nallow read on http { when readin }\n");
        EngineExecutionResults results =
                kit(selectDirectory(policies().toFile())).execute();
        results.testEvents().assertStatistics(stats -> stats.started(1).failed(1));
        assertThat(failure(results, "the policies compile"))
                .hasMessageContainingAll("error[P204]", "rules.hpol:2:27", "did you mean `reading`?");
        Optional<FileSource> source = results.testEvents().started().stream()
                .findFirst()
                .flatMap(event -> event.getTestDescriptor().getSource())
                .map(FileSource.class::cast);
        assertThat(source.orElseThrow().getFile())
                .isEqualTo(policies().resolve("rules.hpol").toFile());
    }

    @Test
    void a_file_is_compiled_with_those_around_it_and_runs_its_own_tests() {
        Path lets = policies().resolve("more/lets.hpol");
        assertThat(run(kit(selectFile(lets.toFile())).execute())).containsExactlyElementsOf(ALL.subList(1, 5));
        Path other = policies().resolve("other.hpol");
        assertThat(run(kit(selectFile(other.toFile()))
                        .configurationParameter(Selection.POLICIES, "")
                        .execute()))
                .containsExactly("bank / nobody");
        assertThat(run(kit(selectFile("pom.xml")).execute())).isEmpty();
    }

    @Test
    void an_id_runs_one_test_again() {
        List<String> ids = kit(selectDirectory(policies().toFile())).execute().testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getUniqueId().toString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(run(kit(selectUniqueId(ids.get(i))).execute())).containsExactly(ALL.get(i));
        }
        String policy = ids.getFirst().substring(0, ids.getFirst().lastIndexOf("/[test:"));
        assertThat(run(kit(selectUniqueId(policy)).execute())).containsExactly("bank / nobody");
        assertThat(run(kit(selectUniqueId("[engine:other]/[policies:x]")).execute()))
                .isEmpty();
    }

    @Test
    void classes_bring_what_stands_in_the_usual_places() throws IOException {
        assertThat(run(kit(selectClass(String.class)).execute())).containsExactlyElementsOf(ALL);
        Files.createDirectories(folder.resolve("src/test"));
        Files.move(policies(), folder.resolve("src/test/hpol"));
        assertThat(run(kit(selectClass(String.class), selectClass(Integer.class))
                        .execute()))
                .containsExactlyElementsOf(ALL);
        assertThat(run(kit(selectMethod(String.class, "length")).execute())).isEmpty();
    }

    @Test
    void a_parameter_says_which_and_switches_off() throws IOException {
        assertThat(run(kit(selectClass(String.class))
                        .configurationParameter(Selection.POLICIES, "policies/other.hpol, policies/other.hpol")
                        .execute()))
                .containsExactly("bank / nobody");
        assertThat(run(kit(selectClass(String.class))
                        .configurationParameter(Selection.POLICIES, " ")
                        .execute()))
                .isEmpty();
        EngineExecutionResults missing = kit(selectClass(String.class))
                .configurationParameter(Selection.POLICIES, "nowhere")
                .execute();
        assertThat(failure(missing, "there are policies to test")).hasMessageContaining("does not exist");
    }

    @PolicyTests("../policy-examples/starter")
    private static final class Marked {}

    @PolicyTests("nowhere")
    private static final class MarkedForNothing {}

    @Test
    void a_marked_class_stands_for_its_directories() {
        assertThat(run(kit(selectClass(Marked.class)).execute()))
                .hasSize(25)
                .allMatch(name -> name.startsWith("starter / "));
        assertThat(failure(kit(selectClass(MarkedForNothing.class)).execute(), "there are policies to test"))
                .hasMessageContaining("`nowhere` does not exist");
    }

    @Test
    void a_directory_without_policies_is_somebody_elses() {
        EngineExecutionResults results = kit(selectDirectory("src/test/java")).execute();
        results.containerEvents().assertStatistics(stats -> stats.started(1).succeeded(1));
        assertThat(run(results)).isEmpty();
    }

    @Test
    void resources_of_the_class_path_are_directories_or_files() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertThat(run(kit(selectClasspathResource("policies")).execute())).containsExactlyElementsOf(ALL);
            assertThat(run(kit(selectClasspathResource("policies/other.hpol")).execute()))
                    .containsExactly("bank / nobody");
            assertThat(run(kit(selectClasspathResource("nothing")).execute())).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void what_changes_is_compiled_anew() throws IOException {
        var engine = new HpolTestEngine(folder);
        assertThat(run(EngineTestKit.engine(engine)
                        .selectors(selectClass(String.class))
                        .execute()))
                .hasSize(5);
        Files.delete(policies().resolve("other.hpol"));
        assertThat(run(EngineTestKit.engine(engine)
                        .selectors(selectClass(String.class))
                        .execute()))
                .hasSize(4);
    }
}
