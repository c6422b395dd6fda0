// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import policy.protocols.ssh.ShellWords.Word;

/// Programs that run others, and where in their words these stand. What is not listed here may run others too, in ways
/// of its own; it is known by its own name only.
///
/// @param flags options without a value; any other option makes the command unreadable
/// @param valued options with a value of their own
/// @param operands how many words stand before the program
record Wrappers(Set<String> flags, Set<String> valued, int operands) {

    static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh");

    /// Ways to say that the next word is a command.
    static final Set<String> COMMAND_OPTIONS = Set.of("-c", "-lc", "-ec");

    /// Words after which `find` runs a program.
    static final Set<String> FIND_RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private static final Map<String, Wrappers> ALL = Map.ofEntries(
            entry("env", new Wrappers(Set.of("-i"), Set.of(), 0)),
            entry("sudo", new Wrappers(Set.of("-n", "-H"), Set.of("-u"), 0)),
            entry("doas", new Wrappers(Set.of("-n"), Set.of("-u"), 0)),
            entry("nohup", new Wrappers(Set.of(), Set.of(), 0)),
            entry("nice", new Wrappers(Set.of(), Set.of("-n"), 0)),
            entry("ionice", new Wrappers(Set.of(), Set.of("-c", "-n"), 0)),
            entry("time", new Wrappers(Set.of("-p"), Set.of(), 0)),
            entry("timeout", new Wrappers(Set.of("--foreground", "--preserve-status"), Set.of("-k", "-s"), 1)),
            entry("setsid", new Wrappers(Set.of("-w"), Set.of(), 0)),
            entry("command", new Wrappers(Set.of(), Set.of(), 0)),
            entry("builtin", new Wrappers(Set.of(), Set.of(), 0)),
            entry("exec", new Wrappers(Set.of(), Set.of(), 0)),
            entry("xargs", new Wrappers(Set.of("-0", "-r"), Set.of("-n", "-P"), 0)));

    /// Programs that are there to run what a text, a file or another place says, and commands that change what
    /// later words mean.
    private static final Set<String> OPAQUE = Set.of(
            "eval",
            "source",
            ".",
            "trap",
            "alias",
            "unalias",
            "hash",
            "enable",
            "shopt",
            "set",
            "export",
            "declare",
            "typeset",
            "readonly",
            "local",
            "unset",
            "read",
            "fc",
            "su",
            "runuser",
            "setpriv",
            "ssh",
            "chroot",
            "unshare",
            "nsenter",
            "systemd-run",
            "systemd-nspawn",
            "machinectl",
            "parallel",
            "watch",
            "script",
            "strace",
            "ltrace",
            "gdb",
            "busybox",
            "toybox",
            "docker",
            "podman",
            "nerdctl",
            "kubectl",
            "crictl",
            "ctr",
            "flock",
            "stdbuf",
            "taskset",
            "chrt",
            "numactl",
            "unbuffer",
            "at",
            "batch",
            "crontab",
            "expect",
            "screen",
            "tmux",
            "fish",
            "csh",
            "tcsh",
            "pwsh",
            "rbash",
            "awk",
            "gawk",
            "mawk",
            "nawk",
            "perl",
            "ruby",
            "node",
            "php",
            "lua",
            "tclsh");

    static Optional<Wrappers> of(String program) {
        return Optional.ofNullable(ALL.get(program));
    }

    static boolean opaque(String program) {
        return OPAQUE.contains(program) || program.startsWith("python");
    }

    /// Where the words of the program that is run begin; the number of words if none is run.
    ///
    /// @return empty if that cannot be told
    Optional<Integer> inner(List<Word> command) {
        int at = 1;
        while (at < command.size()) {
            Word word = command.get(at);
            if (!word.literal()) {
                return Optional.empty();
            }
            if (!word.text().startsWith("-")) {
                break;
            }
            at++;
            if (word.text().equals("--")) {
                break;
            }
            if (valued.contains(word.text())) {
                if (at == command.size() || !command.get(at).literal()) {
                    return Optional.empty();
                }
                at++;
            } else if (!flags.contains(word.text())) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < operands; i++, at++) {
            if (at >= command.size() || !command.get(at).literal()) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }
}
