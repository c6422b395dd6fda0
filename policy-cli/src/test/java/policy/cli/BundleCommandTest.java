// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `hpol keygen`, `bundle`, `verify` and `rollback`, as somebody calls them who delivers policies.
final class BundleCommandTest {

    private static final String SECRET = "AKIAIOSFODNN7EXAMPLE";

    private static final String POLICY = """
        policy shop

        list banned from "lists/banned.txt"

        deny banned_people on http {
            when subject.id in banned
        }

        test "eve is out" for path in [
            "/%s",
            "/orders",
        ] {
            subject  { id: "eve" }
            http     { method: GET, path: path }
            expect   deny by banned_people
        }
        """.formatted(SECRET);

    private static final String FAILING = POLICY.replace("expect   deny by banned_people", "expect   allow");

    @TempDir
    Path folder;

    private Path policies;
    private String key;
    private String open;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        policies = folder.resolve("policies");
        write("shop.hpol", POLICY);
        write("lists/banned.txt", "eve\n");
        write("lists/salaries.txt", "ann 1000\n");
        write("notes.md", "not a policy\n");
        Files.writeString(folder.resolve("outside.hpol"), "policy outside\n");
        assertThat(hpol("keygen", folder.resolve("release").toString()).status())
                .isEqualTo(ExitStatus.FINE);
        key = folder.resolve("release.key").toString();
        open = folder.resolve("release.pub").toString();
        file = folder.resolve("policies.bundle");
    }

    private void write(String name, String text) throws IOException {
        Path path = policies.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Said bundle(String... more) {
        return hpol(with(List.of("bundle", policies.toString(), "-o", file.toString(), "--key", key), more));
    }

    private Said rollback(Path old, String... more) {
        return hpol(with(
                List.of("rollback", old.toString(), "-o", file.toString(), "--key", key, "--because", "blocks all"),
                more));
    }

    private static String[] with(List<String> call, String... more) {
        return java.util.stream.Stream.concat(call.stream(), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    private Said verify(String... more) {
        return hpol(with(List.of("verify", file.toString()), more));
    }

    private Bundle read() throws Exception {
        return Bundle.read(file, List.of(VerifyingKey.read(Path.of(open))));
    }

    @Test
    void whatIsSignedVerifiesAndIsThePolicySetAndNothingElse() throws Exception {
        Said said = bundle();
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out())
                .contains("sequence 1, 2 files, 1 rule", "tests: 2 passed, 0 failed", "signed with the key ");

        Said verified = verify("--key", open);
        assertThat(verified.status()).isEqualTo(ExitStatus.FINE);
        assertThat(verified.out()).contains("intact: revision ");
        Bundle bundle = read();
        assertThat(bundle.files()).containsOnlyKeys("lists/banned.txt", "shop.hpol");
        assertThat(bundle.statement().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.id()).isEqualTo("shop.banned_people"));
        assertThat(bundle.statement().schemas()).containsKeys("http", "llm", "sql");
    }

    @Test
    void itIsTheSameEveryTimeAndOnEveryCheckout() throws IOException {
        bundle();
        byte[] first = Files.readAllBytes(file);
        write("shop.hpol", POLICY.replace("\n", "\r\n"));
        write("lists/banned.txt", "\uFEFFeve\r\n");
        Files.delete(file);
        bundle();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void allCommandsMeanTheSameRevision() throws Exception {
        bundle();
        String revision = read().statement().revision().hash();
        Path request = Files.writeString(folder.resolve("request.json"), """
            {"subject": {"id": "eve"}, "resource": {"name": "a", "env": "prod"}, "http": {"method": "GET", "path": "/"}}
            """);
        String where = policies.toString();
        assertThat(hpol("check", where, "--json")
                        .json()
                        .at("/policySets/0/revision")
                        .asText())
                .isEqualTo(revision);
        assertThat(hpol("test", where, "--json").json().at("/sets/0/revision").asText())
                .isEqualTo(revision);
        assertThat(hpol("eval", where, request.toString(), "--json")
                        .json()
                        .at("/revision")
                        .asText())
                .isEqualTo(revision);
        assertThat(hpol("diff", where, where, "--json")
                        .json()
                        .at("/after/revision")
                        .asText())
                .isEqualTo(revision);
        assertThat(verify("--key", open, "--json").json().at("/revision").asText())
                .isEqualTo(revision);
    }

    @Test
    void theStatementQuotesNoTest() throws Exception {
        write("shop.hpol", FAILING);
        assertThat(bundle("--allow-failing-tests").status()).isEqualTo(ExitStatus.FINE);
        String statement = statement();
        assertThat(statement).contains("eve is out").doesNotContain(SECRET, "orders", "salaries", "outside");
    }

    /// The payload of the envelope, as `jq -r .payload | base64 -d` has it.
    private String statement() throws IOException {
        String archive = Files.readString(file, StandardCharsets.ISO_8859_1);
        String payload = archive.substring(archive.indexOf("{\"payload\":\"") + 12);
        byte[] json = java.util.Base64.getDecoder().decode(payload.substring(0, payload.indexOf('"')));
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void failingTestsAreNotSignedUnlessThatIsAllowed() throws Exception {
        write("shop.hpol", FAILING);
        Said refused = bundle();
        assertThat(refused.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(refused.err()).contains("0 passed, 2 failed", "--allow-failing-tests");
        assertThat(file).doesNotExist();

        Said allowed = bundle("--allow-failing-tests");
        assertThat(allowed.status()).isEqualTo(ExitStatus.FINE);
        assertThat(allowed.out()).contains("0 passed, 2 failed (failing ones were allowed)");
        JsonNode json = verify("--key", open, "--json").json();
        assertThat(json.at("/tests/failed").asInt()).isEqualTo(2);
        assertThat(json.at("/tests/required").asBoolean()).isFalse();
    }

    @Test
    void policiesWithMistakesAreNotSigned() throws IOException {
        write("shop.hpol", POLICY.replace("subject.id", "subject.ident"));
        Said said = bundle();
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("error[P203]");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.999})
    void aFlippedByteIsFound(double where) throws IOException {
        bundle();
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (where * bytes.length)] ^= 4;
        Files.write(file, bytes);
        Said said = verify("--key", open);
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).startsWith(file + ": not to be trusted: ");
        Said json = verify("--key", open, "--json");
        assertThat(json.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(json.json().path("intact").asBoolean(true)).isFalse();
        assertThat(json.json().path("problem").asText()).isNotBlank();
    }

    @Test
    void verifyingTakesAKeyAndTheRightOne() {
        bundle();
        Said none = verify();
        assertThat(none.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(none.err()).contains("say --key FILE");
        assertThat(verify("--key", folder.resolve("gone.pub").toString()).status())
                .isEqualTo(ExitStatus.USAGE);
        Said secret = verify("--key", key);
        assertThat(secret.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(secret.err()).contains("holds `PRIVATE KEY`, not `PUBLIC KEY`");

        hpol("keygen", folder.resolve("other").toString());
        Said other = verify("--key", folder.resolve("other.pub").toString());
        assertThat(other.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(other.err()).contains("not trusted here");
    }

    @Test
    void anOlderOneDoesNotReplaceANewerOne() throws IOException {
        bundle("--sequence", "7");
        write("lists/banned.txt", "eve\nmallory\n");
        Said said = bundle("--sequence", "6");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("holds sequence 7", "say --sequence 8");
        assertThat(bundle("--sequence", "8").status()).isEqualTo(ExitStatus.FINE);
    }

    @Test
    void goingBackIsANewerBundleWithTheOlderFiles() throws Exception {
        bundle("--sequence", "3");
        Path old = Files.copy(file, folder.resolve("old.bundle"));
        byte[] banned = read().files().get("lists/banned.txt");
        write("lists/banned.txt", "eve\nmallory\n");
        bundle("--sequence", "5");

        Said said = rollback(old);
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out()).contains("sequence 6", "goes back to sequence 3: blocks all");
        Bundle back = read();
        assertThat(back.files().get("lists/banned.txt")).isEqualTo(banned);
        assertThat(back.statement().sequence()).isEqualTo(6);
        JsonNode json = verify("--key", open, "--json").json();
        assertThat(json.at("/rollback/sequence").asLong()).isEqualTo(3);
        assertThat(json.at("/rollback/because").asText()).isEqualTo("blocks all");
        assertThat(rollback(old, "--sequence", "6").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void goingBackToWhatSomebodyElseSignedIsSaidOnPurpose() throws Exception {
        bundle();
        Path old = Files.move(file, folder.resolve("old.bundle"));
        hpol("keygen", folder.resolve("next").toString());
        String before = open;
        key = folder.resolve("next.key").toString();
        open = folder.resolve("next.pub").toString();
        Said refused = rollback(old);
        assertThat(refused.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(refused.err()).contains("not trusted here");
        assertThat(rollback(old, "--trust", before, "--sequence", "9").status()).isEqualTo(ExitStatus.FINE);
        assertThat(read().statement().sequence()).isEqualTo(9);
    }

    /// A number that was guessed would be one that gateways refuse, when somebody is in a hurry.
    @Test
    void goingBackGuessesNoSequence() throws Exception {
        bundle();
        Path old = Files.move(file, folder.resolve("old.bundle"));
        Said nothing = rollback(old);
        assertThat(nothing.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(nothing.err()).contains("there is no FILE", "--sequence");

        Files.writeString(file, "not a bundle");
        Said other = rollback(old);
        assertThat(other.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(other.err()).contains("is left as it is", "Move it away first");
        assertThat(file).hasContent("not a bundle");
    }

    @Test
    void whatCannotBeToldToBeOlderIsNotReplaced() throws Exception {
        bundle("--sequence", "7");
        byte[] before = Files.readAllBytes(file);
        hpol("keygen", folder.resolve("next").toString());
        key = folder.resolve("next.key").toString();
        Said said = bundle("--sequence", "8");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("not trusted here", "Move it away first");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aSequenceIsForOneContent() throws IOException {
        bundle();
        assertThat(bundle().status()).isEqualTo(ExitStatus.FINE);
        write("lists/banned.txt", "eve\nmallory\n");
        Said said = bundle();
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("holds sequence 1, revision ", "say --sequence 2");
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        String before = Files.readString(Path.of(key));
        Said said = hpol("keygen", folder.resolve("release").toString());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("is there already, and nothing was written");
        assertThat(Files.readString(Path.of(key))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bundle POLICIES -o OUT --key KEY --sequence 0          | --sequence is from 1",
                "bundle POLICIES -o OUT --key KEY --sequence 9007199254740992 | --sequence is from 1",
                "bundle POLICIES/shop.hpol -o OUT --key KEY             | is one file; a bundle is made of a directory",
                "bundle nowhere -o OUT --key KEY                        | `nowhere` does not exist",
                "bundle POLICIES -o OUT --key nowhere.key               | `hpol keygen NAME` makes NAME.key",
                "bundle POLICIES -o OUT --key PUB                       | holds `PUBLIC KEY`, not `PRIVATE KEY`",
                "bundle POLICIES -o OUT                                 | missing required option",
                "bundle POLICIES -o nowhere/a.bundle --key KEY          | there is no DIR/nowhere$",
                "bundle POLICIES -o POLICIES --key KEY                  | is a directory; -o names the file to write",
                "bundle POLICIES -o POLICIES/notes.md --key KEY         | it does not begin like one. Move it away",
                "keygen /                                               | a key is named like a file",
                "keygen nowhere/release                                 | there is no DIR/nowhere$",
                "rollback OUT -o OUT --key KEY --because why            | there is no OUT",
                "rollback OUT -o OUT --key KEY                          | missing required option",
            })
    void wrongUsageIsToldAndExitsWith2(String call, String says) {
        String[] arguments = call.replace("POLICIES", policies.toString())
                .replace("OUT", file.toString())
                .replace("KEY", key)
                .replace("PUB", open)
                .split(" ");
        Said said = hpol(arguments);
        assertThat(said.err())
                .contains(says.replace("OUT", file.toString())
                        .replace("DIR", Path.of("").toAbsolutePath().toString())
                        .replace("$", System.lineSeparator()));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
    }
}
