// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// What is printed is what docs/cli.md and docs/testing.md say, both ways.
final class DocumentedTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

    /// Words in the descriptions that are values of fields, or fields of another document.
    private static final Set<String> VALUES = Set.of(
            "allow",
            "deny",
            "approve",
            "true",
            "false",
            "undetermined",
            "all",
            "some",
            "holds",
            "fails",
            "unknown",
            "test",
            "once",
            "redact",
            "hash",
            "tokenise",
            "partial",
            "mask",
            "limit",
            "record",
            "observe",
            "chat",
            "sso",
            "webauthn",
            "error",
            "warning",
            "same_statement",
            "same_shape",
            "same_session",
            "path",
            "revision");

    private static final String POLICY = """
        policy shop

        allow read on http {
            when    http.method == GET and subject in group("staff")
        }

        deny secrets on http {
            when    http.path starts with "/secrets"
            because "Not for {subject.id}."
            help    "https://wiki.example.com/secrets"
        }

        approve change on http {
            when    http.method == PUT
            ask     1 of group("a") then 2 of group("b")
            reason  required
            within  15m
            escalate after 5m to group("c")
            grant   for 30m of same_session
            channel at least sso
            break_glass by group("oncall") review by group("security") within 24h
            because "A change."
        }

        mask mails on http {
            find    email as partial(last: 4)
            field   "a.b" as redact
            header  "x-key" as hash
        }

        allow rows on sql {
            when    sql.verb == select
        }

        mask cards on sql {
            column  "cards.pan" as tokenise
        }

        limit calls on http {
            at most 5 requests per 1m by subject.id
        }

        record all on http {
            keep    full for 30d
        }

        observe deny trial on http {
            when    http.method == GET
        }

        invariant closed on http {
            http.path starts with "/secrets" implies deny
        }

        invariant broken on http {
            http.method == GET implies deny
        }

        invariant unsure on http {
            http.path matches "^(?:a|[b-z])*$" and http.body finds email implies deny
        }

        test "rows" for m in [GET, PUT] {
            http    { method: m, path: "/" }
            expect  deny
        }

        test "wrong" {
            http    { methd: GET }
            expect  deny
        }
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Commands.class)
    void every_command_is_in_the_table(Commands command) throws IOException {
        assertThat(Files.readString(DOCS.resolve("cli.md")))
                .containsPattern("(?m)^\\|[^|]*\\|(.*, )? ?`" + command.word() + "[ `]");
    }

    /// What programs can read is listed, and what is not is named as such.
    @ParameterizedTest
    @EnumSource(Commands.class)
    void every_command_that_prints_json_is_among_those_for_programs(Commands command) throws IOException {
        var line = new CommandLine(command.create());
        boolean json = Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
                .anyMatch(any -> any.getCommandSpec().findOption("--json") != null);
        String programs = section("cli.md", "## For programs").split("\n### ", 2)[0];
        if (json) {
            assertThat(programs).containsPattern("(?m)^\\|[^|]*`" + command.word() + "[ `][^|]*\\| `--json`");
        } else if (command != Commands.HELP) {
            assertThat(programs.substring(programs.indexOf("The others have none")))
                    .contains("`" + command.word() + "`");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cli.md     | ### `hpol.check/1`        | check SHOP --json --stats",
                "cli.md     | ### `hpol.eval/1`         | eval SHOP GET --json --trace;eval SHOP PUT --json;eval SHOP"
                        + " SECRET --json;eval CARDS GET --json",
                "cli.md     | ### `hpol.explain/1`      | explain SHOP GET --json;explain SHOP PUT --json;explain SHOP"
                        + " SECRET --json",
                "cli.md     | ### `hpol.codes/1`        | explain P203 --json",
                "cli.md     | ### `hpol.prove/1`        | prove SHOP --json",
                "testing.md | ## Reports for programs   | test SHOP --json --coverage;test CARDS --json --mutate",
            })
    void every_field_is_documented_and_every_documented_field_is_there(String page, String heading, String calls)
            throws IOException {
        Set<String> printed = new TreeSet<>();
        for (String call : calls.split(";")) {
            names(hpol(arguments(call)).json(), printed);
        }
        String section = section(page, heading);
        Set<String> documented = CODE.matcher(FENCED.matcher(section).replaceAll(""))
                .results()
                .map(code -> code.group(1))
                .flatMap(code -> Stream.of(code.split("[^A-Za-z]+")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (page.equals("cli.md") && heading.contains("check")) {
            documented.addAll(names(
                    new ObjectMapper().readTree(section.substring(section.indexOf('{'), section.lastIndexOf("```"))),
                    new TreeSet<>()));
        }
        printed.remove("format");
        assertThat(documented).as("what is documented of " + calls).containsAll(printed);
        Set<String> fields = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(1, line.indexOf('|', 1)))
                .flatMap(cell -> CODE.matcher(cell).results().map(code -> code.group(1)))
                .map(field -> field.replaceAll("^.*\\.", "").replace("[]", ""))
                .filter(field -> !VALUES.contains(field) && !field.equals("format"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(printed).as("what is printed by " + calls).containsAll(fields);
    }

    /// What a page says about a document, up to the next heading.
    private static String section(String page, String heading) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        int start = text.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        String marks = heading.substring(0, heading.indexOf(' '));
        int end = text.indexOf("\n" + marks + " ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private String[] arguments(String call) throws IOException {
        Path shop = write("shop/a.hpol", POLICY);
        Path cards = write(
                "cards/a.hpol", POLICY.replaceAll("(?s)test \"wrong\".*", "").replace("[GET, PUT]", "[GET]"));
        List<Path> requests = Stream.of("GET /", "PUT /", "GET /secrets")
                .map(line -> line.split(" "))
                .map(line -> write(line[0] + line[1].length() + ".json", """
                    {"subject": {"id": "b", "groups": ["staff"]}, "http": {"method": "%s", "path": "%s"}}
                    """.formatted(line[0], line[1])))
                .toList();
        return call.replace("SHOP", shop.getParent().toString())
                .replace("CARDS", cards.getParent().toString())
                .replace(" GET", " " + requests.get(0))
                .replace(" PUT", " " + requests.get(1))
                .replace(" SECRET", " " + requests.get(2))
                .split(" ");
    }

    private Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode json, Set<String> names) {
        json.properties().forEach(field -> names.add(field.getKey()));
        json.forEach(child -> names(child, names));
        return names;
    }

    @Test
    void the_longest_line_of_a_formatted_file_is_what_the_pages_say() throws IOException {
        assertThat(Files.readString(DOCS.resolve("cli.md"))).contains("up to 120 columns");
        assertThat(Files.readString(DOCS.resolve("language.md"))).contains("up to 120 columns");
    }
}
