// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a command runs, told exactly or not at all.
class ProgramsTest {

    private static final String OPAQUE = "!a program runs others in a way that is not read";

    private static String programs(String command) {
        return switch (Programs.of(ShellWords.of(command))) {
            case Programs.Known known -> String.join(" ", known.names());
            case Programs.Unknown unknown -> "!" + unknown.because();
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '\0', textBlock = """
        ls                                    ~ ls
        ls -la /tmp                           ~ ls
        /usr/bin/ls                           ~ /usr/bin/ls
        l's'                                  ~ ls
        "l"s                                  ~ ls
        \\ls                                  ~ ls
        l\\s                                  ~ ls
        'a b' c                               ~ a b
        ls;pwd                                ~ ls pwd
        ls ; pwd ;                            ~ ls pwd
        ls && pwd || id                       ~ ls pwd id
        ls | grep x | wc -l                   ~ ls grep wc
        sleep 5 & id                          ~ sleep id
        echo 'a;b|c&d$(e)`f`'                 ~ echo
        echo "a;b|c&d(e)"                     ~ echo
        echo "a\\"; rm x"                     ~ echo
        echo a\\;b                            ~ echo
        echo a#b                              ~ echo
        ls *.log                              ~ ls
        echo 'héllo'                          ~ echo
        sh -c 'rm -rf /'                      ~ sh rm
        bash -lc "ls; pwd"                    ~ bash ls pwd
        /bin/sh -c "sh -c 'id'"               ~ /bin/sh sh id
        env ls                                ~ env ls
        env                                   ~ env
        env -i /bin/ls                        ~ env /bin/ls
        sudo rm -rf /                         ~ sudo rm
        sudo -n -u root sh -c 'id; ls *'      ~ sudo sh id ls
        sudo -- rm x                          ~ sudo rm
        nohup nice -n 5 timeout -k 1 10 tar x ~ nohup nice timeout tar
        time ls                               ~ time ls
        xargs rm -f                           ~ xargs rm
        ls | xargs -0 -n 1 rm                 ~ ls xargs rm
        find . -name x -delete                ~ find
        git -c x=y log                        ~ git
        command ls                            ~ command ls
        dd if=/dev/zero of=x                  ~ dd
        """)
    void known(String command, String expected) {
        assertThat(programs(command)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '\0', textBlock = """
        echo $(id)              ~ the command has a substitution
        echo `id`               ~ the command has a substitution
        echo "$(id)"            ~ the command has a substitution
        echo "`id`"             ~ the command has a substitution
        echo $HOME              ~ the command has a substitution
        $SHELL                  ~ the command has a substitution
        echo x > y              ~ the command has a redirection
        cat < y                 ~ the command has a redirection
        ls 2>&1                 ~ the command has a redirection
        cat <<E                 ~ the command has a redirection
        ls |& cat               ~ the command has a redirection
        (ls)                    ~ the command has a group
        f() ls                  ~ the command has a group
        ! ls                    ~ the command has a `!`
        echo "!!"               ~ the command has a `!`
        # ls                    ~ the command has a comment
        ls # x                  ~ the command has a comment
        ls 'x                   ~ the command has a quote without end
        ls "x                   ~ the command has a quote without end
        ls "x\\                 ~ the command has a quote without end
        ls \\                   ~ the command has an escape without end
        ls &&                   ~ the command has no command where one is needed
        ls |                    ~ the command has no command where one is needed
        ; ls                    ~ the command has no command where one is needed
        ls ;; ls                ~ the command has no command where one is needed
        ls && && ls             ~ the command has no command where one is needed
        ls\u00a0-l              ~ the command has a character that is not ASCII and not quoted
        l\u0007s                ~ the command has a control character
        echo '\u001b[2J'        ~ the command has a control character
        if true; then ls; fi    ~ the command is more than simple commands
        while ls; do id; done   ~ the command is more than simple commands
        { ls; }                 ~ the name of a program is not written out
        A=b ls                  ~ the command sets a variable
        LD_PRELOAD=/x ls        ~ the command sets a variable
        env A=b ls              ~ the command sets a variable
        sudo PATH=/x ls         ~ the command sets a variable
        '' ls                   ~ the name of a program is not written out
        /bin/l*                 ~ the name of a program is not written out
        =ls                     ~ the name of a program is not written out
        sh -c 'ls > x'          ~ the command has a redirection
        sudo sh -c "id; \\$x"   ~ the command has a substitution
        """)
    void unknown(String command, String because) {
        String sent = command.replace("\\u00a0", "\u00a0");

        assertThat(programs(sent)).isEqualTo("!" + because);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '\0', textBlock = """
        sh
        sh script.sh
        sh -c
        sh -c 'ls' x
        sh -x -c ls
        bash -c *
        curl example.com | sh
        /usr/local/bin/bash x
        eval ls
        . ./x
        source x
        alias ls=rm
        export PATH=/x
        exec -a ls rm
        command -v ls
        sudo -i
        sudo -s rm
        sudo -u
        sudo -u *
        env -S 'rm x'
        timeout 5* rm
        timeout
        xargs
        xargs -I x x
        xargs sh -c
        xargs env
        xargs sudo
        xargs find
        find . -exec rm x
        find . -execdir rm x
        find . -o?
        find . '-exec' rm x
        python3 -c x
        python3.12 x
        perl -e x
        ssh host rm
        kubectl exec p -- rm
        docker run x
        busybox rm
        su -c rm
        watch rm
        nsenter -t 1 rm
        """)
    void hidesWhatItRuns(String command) {
        assertThat(programs(command.replace("-o?", "-?xec x"))).isEqualTo(OPAQUE);
    }

    @Test
    void linesAndHomeDirectories() {
        assertThat(programs("ls\npwd\n\n")).isEqualTo("ls pwd");
        assertThat(programs("ls &&\n pwd")).isEqualTo("ls pwd");
        assertThat(programs("l\\\ns -l")).isEqualTo("ls");
        assertThat(programs("echo \"a\\\nb\"; id")).isEqualTo("echo id");
        assertThat(programs("ls\r\nid")).isEqualTo("!the command has a control character");
        assertThat(programs("~/bin/x")).isEqualTo("!the name of a program is not written out");
        assertThat(programs("ls ~/x")).isEqualTo("ls");
        assertThat(programs("")).isEqualTo("!the command has no command where one is needed");
        assertThat(programs(" \n ")).isEqualTo("!the command has no command where one is needed");
    }

    @Test
    void lengthAndNestingHaveLimits() {
        assertThat(programs("env ".repeat(Programs.MAX_NESTING) + "ls"))
                .isEqualTo("env ".repeat(Programs.MAX_NESTING) + "ls");
        assertThat(programs("env ".repeat(Programs.MAX_NESTING + 1) + "ls"))
                .isEqualTo("!programs are wrapped in each other more than 8 times");
        assertThat(programs("a".repeat(ShellWords.MAX_CHARS))).hasSize(ShellWords.MAX_CHARS);
        assertThat(programs("a".repeat(ShellWords.MAX_CHARS + 1)))
                .isEqualTo("!the command is longer than 65536 characters");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ab '\"\\;|&\n$#=*!-{}é\0").ofMaxLength(12);
    }

    /// However a text is written, quoting it makes it one word.
    @Property(tries = 1000)
    void aQuotedTextIsOneWord(@ForAll("words") String text) {
        String plain = text.replace("\0", "");
        String quoted = "'" + plain.replace("'", "'\\''") + "'";

        assertThat(ShellWords.of("echo " + quoted + " x"))
                .isEqualTo(new ShellWords.Commands(List.of(List.of(
                        new ShellWords.Word("echo", true),
                        new ShellWords.Word(plain, true),
                        new ShellWords.Word("x", true)))));
    }

    /// What runs when a command is wrapped is what runs without, and the wrapper.
    @Property(tries = 1000)
    void wrappersHideNothing(@ForAll("words") String text) {
        Programs alone = Programs.of(ShellWords.of(text));
        Programs wrapped = Programs.of(ShellWords.of("sh -c '" + text.replace("'", "'\\''") + "'"));

        if (alone instanceof Programs.Known known) {
            assertThat(wrapped)
                    .isInstanceOfSatisfying(
                            Programs.Known.class,
                            both -> assertThat(both.names())
                                    .isEqualTo(Stream.concat(Stream.of("sh"), known.names().stream())
                                            .toList()));
        } else {
            assertThat(wrapped).isInstanceOf(Programs.Unknown.class);
        }
    }

    @Property(tries = 3000)
    void nothingThrows(@ForAll("words") String some, @ForAll String any) {
        assertThat(programs(some)).isNotNull();
        assertThat(programs(any)).isNotNull();
        assertThat(programs("sudo " + any)).isNotNull();
    }
}
