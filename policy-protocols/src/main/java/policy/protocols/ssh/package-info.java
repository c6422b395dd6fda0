// SPDX-License-Identifier: Apache-2.0

/// What is asked for on an SSH connection, as policy sees it. Must never know packets, keys or channels. Read
/// [policy.protocols.ssh.SshModel], then [policy.protocols.ssh.ShellWords].
@NullMarked
package policy.protocols.ssh;

import org.jspecify.annotations.NullMarked;
