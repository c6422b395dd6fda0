// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.optional;
import static policy.runtime.request.Attribute.searched;

import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `ssh` requests.
public final class SshSchema {

    static final List<String> KINDS =
            List.of("exec", "shell", "sftp", "subsystem", "forward", "remote_forward", "agent", "x11");

    public static final Attribute KIND = always(
            "ssh.kind",
            new Type.Choice("ssh kind", KINDS),
            "What is asked for: a command, a shell, files, another subsystem, a way through, use of the caller's"
                    + " keys.");
    public static final Attribute USER = always("ssh.user", Type.TEXT, "Login name on the target.");
    public static final Attribute COMMAND =
            always("ssh.command", Type.TEXT, "The command as sent; empty for all but `exec`.");
    public static final Attribute PROGRAM = always(
            "ssh.program",
            Type.TEXT,
            "First word of the command if it is one simple command, such as `\"sudo\"`; empty for all but `exec`.");
    public static final Attribute PROGRAMS = always(
            "ssh.programs",
            Type.TEXTS,
            "Every program the command runs, wrappers such as `sudo` and what they run; undetermined if that cannot be"
                    + " told exactly.");
    public static final Attribute SUBSYSTEM =
            optional("ssh.subsystem", Type.TEXT, "Name of the subsystem, such as `\"sftp\"`, if one is asked for.");
    public static final Attribute FORWARD_HOST = optional(
            "ssh.forward_host",
            Type.TEXT,
            "Where a way through leads, or where the target listens for one; a name in lower case or an IPv4 address.");
    public static final Attribute FORWARD_PORT =
            optional("ssh.forward_port", Type.INT, "Port a way through leads to, or the target listens at.");
    public static final Attribute FORWARD_SOCKET =
            optional("ssh.forward_socket", Type.TEXT, "Socket file of the target a way through leads to or from.");
    public static final Attribute ENV =
            always("ssh.env", Type.TEXTS, "Names of the environment variables the channel sets.");
    public static final Attribute PTY = always("ssh.pty", Type.BOOL, "Whether the channel has a terminal.");
    public static final Attribute TEXT = searched(
            "ssh.text", "The command, its words without their quotes, and the values of environment variables.");
    public static final Attribute TEXT_FINDS = TEXT.findings();

    static final Schema SCHEMA = Schema.of(
                    "ssh",
                    "A command, shell, file transfer or way through that is asked for on an SSH connection.",
                    List.of(
                            KIND,
                            USER,
                            COMMAND,
                            PROGRAM,
                            PROGRAMS,
                            SUBSYSTEM,
                            FORWARD_HOST,
                            FORWARD_PORT,
                            FORWARD_SOCKET,
                            ENV,
                            PTY,
                            TEXT))
            .answeringIn();

    private SshSchema() {}
}
