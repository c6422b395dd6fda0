// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.ssh.SshRequest.Variable;
import policy.protocols.ssh.SshRequest.Wanted;
import policy.runtime.request.Value;

/// Builds the request that a sample of a test describes.
final class SshSample {

    private static final List<String> FIELDS = List.of(
            "kind", "user", "command", "subsystem", "forward_host", "forward_port", "forward_socket", "env", "pty");
    private static final String USER = "user";
    private static final int MAX_PORT = 65_535;

    private SshSample() {}

    static SshRequest request(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text command -> new SshRequest(USER, exec(command.text()), List.of(), false);
            case Value.Fields fields -> request(new Sample(fields, FIELDS));
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an ssh sample is a command as a text, or fields such as `{ kind: shell, user: \"root\" }`");
        };
    }

    private static SshRequest request(Sample sample) throws InvalidSample {
        String kind = kind(sample);
        only(sample, "command", kind.equals("exec"), kind);
        only(sample, "subsystem", kind.equals("sftp") || kind.equals("subsystem"), kind);
        boolean through = kind.equals("forward") || kind.equals("remote_forward");
        only(sample, "forward_host", through, kind);
        only(sample, "forward_port", through, kind);
        only(sample, "forward_socket", through, kind);
        return new SshRequest(
                sample.text("user").orElse(USER),
                wanted(sample, kind),
                variables(sample),
                sample.truth("pty").orElse(false));
    }

    private static String kind(Sample sample) throws InvalidSample {
        Optional<String> kind = sample.word("kind", SshSchema.KINDS);
        if (kind.isPresent()) {
            return kind.get();
        }
        if (sample.has("subsystem")) {
            return sample.text("subsystem").orElseThrow().equals("sftp") ? "sftp" : "subsystem";
        }
        if (sample.has("forward_host") || sample.has("forward_socket")) {
            return "forward";
        }
        if (sample.has("command")) {
            return "exec";
        }
        throw new InvalidSample(Optional.empty(), "it names no `kind` and no `command`");
    }

    private static void only(Sample sample, String field, boolean fits, String kind) throws InvalidSample {
        if (sample.has(field) && !fits) {
            throw new InvalidSample(Optional.of(field), "`%s` has no `%s`".formatted(kind, field));
        }
    }

    private static Wanted wanted(Sample sample, String kind) throws InvalidSample {
        return switch (kind) {
            case "exec" -> exec(needed(sample, "command", kind));
            case "sftp" -> new Wanted.Subsystem("sftp");
            case "subsystem" -> new Wanted.Subsystem(needed(sample, "subsystem", kind));
            case "forward", "remote_forward" -> through(sample, kind.equals("remote_forward"));
            case "shell" -> Wanted.Plain.SHELL;
            case "agent" -> Wanted.Plain.AGENT;
            default -> Wanted.Plain.X11;
        };
    }

    private static Wanted.Exec exec(String command) {
        return new Wanted.Exec(command.getBytes(StandardCharsets.UTF_8));
    }

    private static String needed(Sample sample, String field, String kind) throws InvalidSample {
        return sample.text(field)
                .orElseThrow(() -> new InvalidSample(Optional.of("kind"), "`%s` needs a `%s`".formatted(kind, field)));
    }

    private static Wanted through(Sample sample, boolean remote) throws InvalidSample {
        Optional<String> socket = sample.text("forward_socket");
        if (socket.isPresent()) {
            return remote ? new Wanted.RemoteSocketForward(socket.get()) : new Wanted.SocketForward(socket.get());
        }
        String host = needed(sample, "forward_host", "forward");
        long port = sample.number("forward_port").orElse(0L);
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidSample(Optional.of("forward_port"), "`forward_port` must be 0 to %d".formatted(MAX_PORT));
        }
        return remote ? new Wanted.RemoteForward(host, (int) port) : new Wanted.Forward(host, (int) port);
    }

    private static List<Variable> variables(Sample sample) throws InvalidSample {
        var variables = new ArrayList<Variable>();
        for (String line : sample.texts("env")) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new InvalidSample(
                        Optional.of("env"), "`%s` is not a name, `=` and a value, such as `LANG=C`".formatted(line));
            }
            variables.add(new Variable(line.substring(0, equals), line.substring(equals + 1)));
        }
        return variables;
    }
}
