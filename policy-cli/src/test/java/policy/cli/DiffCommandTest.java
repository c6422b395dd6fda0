// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `hpol diff`, over a repository with two revisions and a work tree that does not compile.
final class DiffCommandTest {

    private static final String BEFORE = """
        policy shop

        list blocked from "blocked.csv" column "host"

        let readers = ["ana", "bo"]

        /// What readers may do.
        allow look on http {
            when http.method == GET and subject.id in readers
        }

        deny blocked_hosts on http {
            when    http.host in blocked
            because "Blocked."
        }

        approve change on http {
            when   http.method in [POST, PUT]
            ask    2 of group("leads")
            within 5m
        }

        test "ana looks" {
            subject { id: "ana" }
            http    "GET /"
            expect  allow by look
        }
        """;

    private static final String AFTER = """
        policy shop

        list blocked from "blocked.csv" column "host"

        let readers = ["ana", "bo", "eve"]

        // A comment is no change.
        /// What readers may do here.
        allow look on http {
            when subject.id in readers
            when http.method == GET
        }

        deny blocked_hosts on http {
            when    http.host in blocked
            unless  subject in group("admins")
            because "Blocked, `really` | <b>so</b>."
        }

        approve change on http {
            when   http.method in [POST, PUT, DELETE]
            ask    1 of group("leads")
            within 5m
        }

        allow health on http {
            when http.path == "/health"
        }

        test "ana looks" {
            subject { id: "ana" }
            http    "GET /x"
            expect  allow by look
        }
        """;

    @TempDir
    private Path folder;

    private GitRepository repository = new GitRepository(Path.of(""));

    @BeforeEach
    void repository() throws Exception {
        repository = GitRepository.in(folder);
        repository.write("policies/shop.hpol", BEFORE);
        repository.write("policies/blocked.csv", "host,why\na.example,x\nb.example,y\n");
        repository.write("policies/same.hpol", "policy same\n\nlet a = 1\n");
        repository.write("README.md", "hello\n");
        repository.commit("v1");
        repository.write("policies/shop.hpol", AFTER);
        repository.write("policies/blocked.csv", "host,why\na.example,x\nc.example,y\n");
        repository.write("policies/same.hpol", "policy same\n\n\nlet a   = 1 // one\n");
        repository.commit("v2");
        repository.write("policies/shop.hpol", AFTER + "\ndeny broken on http { when == 1 }\n");
    }

    private String policies() {
        return folder.resolve("policies").toString();
    }

    @ParameterizedTest
    @CsvSource({"--color=never, text", "--markdown, md", "--json, json", "--color=always, ansi"})
    void two_revisions_are_compared(String form, String ending) throws IOException {
        Said said = hpol("diff", "v1", "v2", policies(), form);
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).isEmpty();
        Golden.assertSame("diff/shop." + ending, said.out());
    }

    @Test
    void the_work_tree_is_a_side_and_need_not_compile() {
        Said said = hpol("diff", "HEAD", policies());
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out())
                .startsWith("HEAD:policies (")
                .contains("does not compile (1 mistake); 1 declaration cannot be read and is left out")
                .contains("nothing that is declared has changed");
    }

    @ParameterizedTest
    @CsvSource({"v1, v1, 0", "v1:policies, v2:policies, 1", "v1:policies/shop.hpol, v1:policies, 1", "v2, v1:, 1"})
    void revisions_can_say_where(String a, String b, int status) {
        assertThat(hpol("diff", a, b, policies()).status()).isEqualTo(status);
    }

    @Test
    void a_place_that_is_not_there_yet_holds_nothing() throws Exception {
        repository.git("checkout", "--quiet", "--force", "v2");
        Files.createDirectory(folder.resolve("more"));
        repository.write("more/more.hpol", "policy more\n\nallow all on http {}\n");
        Said said = hpol("diff", "HEAD", folder.resolve("more").toString(), "--json");
        JsonNode json = said.json();
        assertThat(json.path("counts").path("widens").asInt()).isEqualTo(1);
        assertThat(json.path("changes").get(0).path("what").asText()).isEqualTo("added");
    }

    @Test
    void directories_need_no_git(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("shop.hpol"), BEFORE.replace("within 5m", "within 5m // soon"));
        Said said = hpol("diff", other.toString(), other.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v9            | v1       | `v9` is neither a directory nor a revision that git knows here",
                "--output=x    | v1       | unknown option",
                "v1            | -x       | nknown option",
                "v1^{/a b}     | v1       | is neither a directory nor the name of a revision",
                "v1:nowhere    | v2:lost  | neither v1:nowhere",
            })
    void what_cannot_be_compared_is_told(String a, String b, String says) {
        Said said = hpol("diff", a, b, policies());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }

    @Test
    void an_option_is_no_revision_for_git() {
        Said said = hpol("diff", policies(), "--", "--upload-pack=x");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("neither a directory nor the name of a revision");
    }

    @Test
    void outside_of_a_repository_only_paths_are_known(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("a.hpol"), "policy a\n");
        Said said = hpol("diff", "main", elsewhere.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("this is not in a git repository");
    }

    @Test
    void a_policy_that_is_a_symbolic_link_is_refused() throws Exception {
        Files.createSymbolicLink(folder.resolve("policies/link.hpol"), Path.of("shop.hpol"));
        repository.commit("v3");
        Said said = hpol("diff", "v1", "v3", policies());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("`link.hpol` is a symbolic link in that revision");
    }
}
