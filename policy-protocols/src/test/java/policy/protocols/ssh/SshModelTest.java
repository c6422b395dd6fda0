// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.assertInvalid;
import static policy.protocols.Given.bytes;
import static policy.protocols.Given.sample;
import static policy.protocols.Given.shown;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.protocols.InvalidSample;
import policy.protocols.ssh.SshRequest.Variable;
import policy.protocols.ssh.SshRequest.Wanted;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

class SshModelTest {

    private static final SshModel SSH = new SshModel();
    private static final Set<Attribute> ALL = Set.copyOf(SshSchema.SCHEMA.attributes());

    private static final String UNKNOWN_TO_SSH =
            String.join(" | ", Collections.nCopies(7, "!this is nothing that is known of SSH"));

    private static Classified read(Wanted wanted) {
        return SSH.classify(new SshRequest("root", wanted, List.of(), false), ALL);
    }

    private static String shownOf(Classified classified, String... attributes) {
        return String.join(
                " | ",
                Stream.of(attributes)
                        .map(a -> shown(SSH, classified, "ssh." + a))
                        .toList());
    }

    static List<Arguments> kinds() {
        return List.of(
                Arguments.of(new Wanted.Exec(new byte[] {'i', 'd'}), "exec | id | id | - | - | - | -"),
                Arguments.of(Wanted.Plain.SHELL, "shell |  |  | - | - | - | -"),
                Arguments.of(Wanted.Plain.AGENT, "agent |  |  | - | - | - | -"),
                Arguments.of(Wanted.Plain.X11, "x11 |  |  | - | - | - | -"),
                Arguments.of(Wanted.Plain.UNKNOWN, UNKNOWN_TO_SSH),
                Arguments.of(new Wanted.Subsystem("sftp"), "sftp |  |  | sftp | - | - | -"),
                Arguments.of(new Wanted.Subsystem("SFTP"), "subsystem |  |  | SFTP | - | - | -"),
                Arguments.of(new Wanted.Subsystem("netconf"), "subsystem |  |  | netconf | - | - | -"),
                Arguments.of(new Wanted.Forward("DB.internal.", 5432), "forward |  |  | - | db.internal | 5432 | -"),
                Arguments.of(new Wanted.RemoteForward("", 80), "remote_forward |  |  | - |  | 80 | -"),
                Arguments.of(new Wanted.SocketForward("/run/x"), "forward |  |  | - | - | - | /run/x"),
                Arguments.of(new Wanted.RemoteSocketForward("/run/x"), "remote_forward |  |  | - | - | - | /run/x"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsWhatIsAskedFor(Wanted wanted, String expected) {
        Classified classified = read(wanted);

        assertThat(shownOf(
                        classified,
                        "kind",
                        "command",
                        "programs",
                        "subsystem",
                        "forward_host",
                        "forward_port",
                        "forward_socket"))
                .isEqualTo(expected);
        assertThat(classified.action().name())
                .isEqualTo(wanted == Wanted.Plain.UNKNOWN ? "unknown" : shownOf(classified, "kind"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        ls -l                   ~ ls
        sudo rm -rf /           ~ sudo
        python3 x.py            ~ python3
        /usr/bin/env ls         ~ /usr/bin/env
        ls | wc                 ~ !the command is more than one simple command
        ls; id                  ~ !the command is more than one simple command
        ls $(id)                ~ !the command has a substitution
        A=b ls                  ~ !the command sets a variable
        if x                    ~ !the command is more than simple commands
        ;                       ~ !the command has no command where one is needed
        """)
    void program(String command, String expected) {
        assertThat(shownOf(read(new Wanted.Exec(command.getBytes(StandardCharsets.UTF_8))), "program"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "db, db",
        "Db-1.example.COM, db-1.example.com",
        "127.1, '!'",
        "2130706433, '!'",
        "0x7f000001, '!'",
        "0x7f.1, '!'",
        "0177.0.0.1, '!'",
        "127.0.0.1., '!'",
        "127.0.0.256, '!'",
        "db.0x7f, '!'",
        "::1, '!'",
        "[::1], '!'",
        "::ffff:127.0.0.1, '!'",
        "'', '!'",
        "'a b', '!'",
        "a..b, '!'",
        "ＤＢ, '!'",
    })
    void aPlaceHasOneSpelling(String host, String expected) {
        String because = "!the host is neither a name nor an IPv4 address in its one spelling";

        assertThat(shownOf(read(new Wanted.Forward(host, 1)), "forward_host"))
                .isEqualTo(expected.equals("!") ? because : expected);
    }

    @ParameterizedTest
    @CsvSource({"run/x", "/run/../x", "/run//x", "/run/./x", "/", "''"})
    void aSocketHasOneSpelling(String path) {
        assertThat(shownOf(read(new Wanted.SocketForward(path)), "forward_socket"))
                .isEqualTo("!the path of the socket has another spelling");
    }

    @Test
    void octetsThatAreNoTextAreUndetermined() {
        for (byte[] command : List.of(new byte[] {(byte) 0xff}, new byte[] {'l', 's', 0, 'x'})) {
            assertThat(shownOf(read(new Wanted.Exec(command)), "command", "program", "programs", "text", "text finds"))
                    .isEqualTo("!the command is not text in UTF-8 | ".repeat(4) + "!the command is not text in UTF-8");
        }
    }

    @Test
    void secretsAreFoundThroughQuotesAndInVariables() {
        var exec = new Wanted.Exec("aws --key AKIA'IOSFODNN7'EXAMPLE".getBytes(StandardCharsets.UTF_8));
        var env = List.of(new Variable("LANG", "C"), new Variable("MAIL", "ana@example.com"));
        Classified classified = SSH.classify(new SshRequest("", exec, env, true), ALL);

        assertThat(shownOf(classified, "text finds")).isEqualTo("aws_access_key email");
        assertThat(shownOf(classified, "env", "pty", "user")).isEqualTo("LANG MAIL | true | !there is no login name");
    }

    @Test
    void samplesAreRequests() throws InvalidSample {
        Classified command = SSH.sample(Value.of("ls -l"));
        Classified shell = SSH.sample(
                sample("kind", "shell", "user", "root", "pty", Value.of(true), "env", Value.of(List.of("A=b=c"))));

        assertThat(command.action())
                .isEqualTo(SSH.sample(sample("command", "ls -l")).action());
        assertThat(command.all())
                .isEqualTo(SSH.sample(sample("command", "ls -l")).all());
        assertThat(command.all()).hasSize(13);
        assertThat(shownOf(command, "kind", "command", "programs")).isEqualTo("exec | ls -l | ls");
        assertThat(shownOf(shell, "kind", "user", "pty", "env", "text")).isEqualTo("shell | root | true | A | b=c");
        assertThat(shownOf(SSH.sample(sample("subsystem", "sftp")), "kind")).isEqualTo("sftp");
        assertThat(shownOf(SSH.sample(sample("subsystem", "x")), "kind")).isEqualTo("subsystem");
        assertThat(shownOf(SSH.sample(sample("kind", "sftp")), "subsystem")).isEqualTo("sftp");
        assertThat(shownOf(
                        SSH.sample(sample("forward_host", "db", "forward_port", Value.of(5432))),
                        "kind",
                        "forward_host",
                        "forward_port"))
                .isEqualTo("forward | db | 5432");
        assertThat(shownOf(SSH.sample(sample("kind", "remote_forward", "forward_socket", "/x")), "forward_socket"))
                .isEqualTo("/x");
        assertThat(shownOf(SSH.sample(sample("kind", "agent")), "kind")).isEqualTo("agent");
        assertThat(shownOf(SSH.sample(sample("kind", "x11")), "kind")).isEqualTo("x11");
    }

    @Test
    void wrongSamplesAreTold() {
        assertInvalid(SSH, sample("user", "a"), "", "it names no `kind` and no `command`");
        assertInvalid(SSH, sample("kind", "exec"), "kind", "`exec` needs a `command`");
        assertInvalid(SSH, sample("kind", "shell", "command", "ls"), "command", "`shell` has no `command`");
        assertInvalid(SSH, sample("kind", "exec", "subsystem", "x"), "subsystem", "`exec` has no `subsystem`");
        assertInvalid(SSH, sample("kind", "forward"), "kind", "`forward` needs a `forward_host`");
        assertInvalid(
                SSH,
                sample("command", "ls", "forward_port", Value.of(1)),
                "forward_port",
                "`exec` has no `forward_port`");
        assertInvalid(
                SSH,
                sample("forward_host", "a", "forward_port", Value.of(70_000)),
                "forward_port",
                "`forward_port` must be 0 to 65535");
        assertInvalid(
                SSH,
                sample("kind", "shell", "env", Value.of(List.of("=x"))),
                "env",
                "`=x` is not a name, `=` and a value, such as `LANG=C`");
        assertInvalid(
                SSH,
                Value.of(1),
                "",
                "an ssh sample is a command as a text, or fields such as `{ kind: shell, user: \"root\" }`");
    }

    @Property
    void anyOctetsAreReadOrUndetermined(@ForAll List<Byte> octets, @ForAll String text, @ForAll int port) {
        var env = List.of(new Variable(text, text));
        for (Wanted wanted : List.of(
                new Wanted.Exec(bytes(octets)),
                new Wanted.Exec(text.getBytes(StandardCharsets.UTF_8)),
                new Wanted.Subsystem(text),
                new Wanted.Forward(text, port),
                new Wanted.RemoteForward(text, port),
                new Wanted.SocketForward(text))) {
            assertThat(SSH.classify(new SshRequest(text, wanted, env, false), ALL)
                            .all())
                    .hasSize(13);
        }
    }
}
