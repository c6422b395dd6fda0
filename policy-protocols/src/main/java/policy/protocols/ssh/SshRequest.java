// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import java.util.List;

/// One thing asked for on a connection (RFC 4254): a channel's program or a way through, each decided for itself.
///
/// @param user login name on the target
/// @param env what the channel sets before, in its order
/// @param pty whether the channel has a terminal
public record SshRequest(String user, Wanted wanted, List<Variable> env, boolean pty) {

    public SshRequest {
        env = List.copyOf(env);
    }

    public record Variable(String name, String value) {}

    public sealed interface Wanted {
        /// @param command as sent: octets, which the login shell on the target reads
        record Exec(byte[] command) implements Wanted {}

        /// @param name such as `sftp`
        record Subsystem(String name) implements Wanted {}

        /// From the caller to a place the target reaches (`ssh -L`, `-W`, `-J`).
        record Forward(String host, int port) implements Wanted {}

        /// From the target to the caller (`ssh -R`).
        ///
        /// @param host where the target listens; empty for everywhere
        record RemoteForward(String host, int port) implements Wanted {}

        /// To a socket file of the target (OpenSSH's `direct-streamlocal`).
        record SocketForward(String path) implements Wanted {}

        /// From a socket file of the target to the caller (OpenSSH's `streamlocal-forward`).
        record RemoteSocketForward(String path) implements Wanted {}

        enum Plain implements Wanted {
            SHELL,
            /// The target may use the caller's keys.
            AGENT,
            X11,
            /// A type of channel or request that nobody here knows.
            UNKNOWN
        }
    }
}
