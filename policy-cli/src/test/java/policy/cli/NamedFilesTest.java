// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every report names a file from the directory hpol was called in, so that two paths with files of one name can be
/// told apart.
final class NamedFilesTest {

    private static final String POLICY = """
        policy shop

        let office = http.path starts with "/office"

        allow read on http {
            when http.method == GET and office
        }

        invariant closed on http {
            http.path matches "^/(?i:shut)+$" and http.host ends with ".example" implies deny
        }

        test "t" {
            http    { method: GET, path: "/office" }
            expect  deny
        }

        test "wrong" {
            http    { methd: GET }
            expect  deny
        }
        """;

    /// Below the directory tests run in, so that there is a relative path to it.
    @TempDir(factory = Below.class)
    private Path folder;

    private String mine = "";
    private String theirs = "";

    static final class Below implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "named");
        }
    }

    @BeforeEach
    void twoPolicySets() throws IOException {
        mine = policies("mine");
        theirs = policies("theirs");
        Files.writeString(folder.resolve("request.json"), """
            {"subject": {"id": "a"}, "http": {"method": "GET", "path": "/office"}}
            """);
    }

    private String policies(String name) throws IOException {
        Path set = Files.createDirectories(folder.resolve(name));
        Files.writeString(set.resolve("all.hpol"), POLICY.replace("closed", "closed_" + name));
        return set.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check MINE THEIRS",
                "check MINE THEIRS --json",
                "check MINE THEIRS --format sarif",
                "test MINE THEIRS",
                "test MINE THEIRS --json --coverage",
                "test MINE THEIRS --coverage",
                "test MINE THEIRS --junit-xml OUT",
                "eval MINE REQUEST",
                "eval MINE REQUEST --json",
                "explain MINE REQUEST",
                "explain MINE REQUEST --json",
                "prove MINE",
                "prove MINE --json",
                "diff MINE THEIRS",
                "diff MINE THEIRS --json",
                "diff MINE THEIRS --markdown",
            })
    void files_are_named_from_where_one_stands(String call) throws IOException {
        Path xml = folder.resolve("out.xml");
        Said said = hpol(call.replace("MINE", Path.of(mine).toAbsolutePath().toString())
                .replace("THEIRS", theirs)
                .replace("REQUEST", folder.resolve("request.json").toString())
                .replace("OUT", xml.toString())
                .split(" "));
        String all = said.out() + said.err() + (Files.exists(xml) ? Files.readString(xml) : "");
        String named = all.replace(mine + "/all.hpol", "<named>").replace(theirs + "/all.hpol", "<named>");
        assertThat(named).contains("<named>").doesNotContain("all.hpol");
        if (call.startsWith("check") || call.startsWith("test")) {
            assertThat(all).contains(mine + "/all.hpol", theirs + "/all.hpol");
        }
    }

    /// A build server takes suites and cases of one name for one.
    @Test
    void policies_of_one_name_are_suites_of_two() throws IOException {
        Path xml = folder.resolve("out.xml");
        hpol("test", mine, theirs, "--junit-xml", xml.toString());
        assertThat(Files.readString(xml))
                .contains("<testsuite name=\"shop (" + mine + ")\"", "<testsuite name=\"shop (" + theirs + ")\"")
                .contains("classname=\"hpol.shop (" + mine + ")\"");
    }
}
