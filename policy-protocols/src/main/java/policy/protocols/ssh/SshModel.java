// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Readers;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `ssh`: what is asked for on SSH connections. Its action is the kind, `unknown` if it is none.
public final class SshModel implements ProtocolModel {

    private static final Readers<SshReading> READERS = new Readers<>(Map.ofEntries(
            entry(SshSchema.KIND, SshReading::kind),
            entry(SshSchema.USER, SshReading::user),
            entry(SshSchema.COMMAND, SshReading::command),
            entry(SshSchema.PROGRAM, SshReading::program),
            entry(SshSchema.PROGRAMS, SshReading::programs),
            entry(SshSchema.SUBSYSTEM, SshReading::subsystem),
            entry(SshSchema.FORWARD_HOST, SshReading::forwardHost),
            entry(SshSchema.FORWARD_PORT, SshReading::forwardPort),
            entry(SshSchema.FORWARD_SOCKET, SshReading::forwardSocket),
            entry(SshSchema.ENV, SshReading::env),
            entry(SshSchema.PTY, SshReading::pty),
            entry(SshSchema.TEXT, SshReading::text),
            entry(SshSchema.TEXT_FINDS, SshReading::textFinds)));

    @Override
    public Schema schema() {
        return SshSchema.SCHEMA;
    }

    /// Pure. An attribute that cannot be read is [policy.runtime.request.Value.Undetermined]; never throws for any
    /// request.
    public Classified classify(SshRequest request, Set<Attribute> wanted) {
        var reading = new SshReading(request);
        String action = reading.kind() instanceof Value.Text(String kind) ? kind : "unknown";
        return READERS.classify(new Action(action), reading, wanted);
    }

    /// A sample is a command, or `{ command: "ls -l" }`, `{ kind: shell, pty: true }`, `{ subsystem: "sftp" }`, `{
    /// kind: forward, forward_host: "db", forward_port: 5432 }`, `{ kind: forward, forward_socket: "/run/x.sock"
    /// }`, with `user: "root"` and `env: ["LANG=C"]`.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(SshSample.request(sample), Set.copyOf(SshSchema.SCHEMA.attributes()));
    }
}
