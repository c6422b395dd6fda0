// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.protocols.detect.Detectors;
import policy.protocols.http.BodyText;
import policy.protocols.ssh.SshRequest.Variable;
import policy.protocols.ssh.SshRequest.Wanted;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one request.
final class SshReading {

    private static final String SFTP = "sftp";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    private static final Pattern IPV4 = Pattern.compile(
            "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\.(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}");

    /// What resolvers may take for an address in another spelling: the last label is a number.
    private static final Pattern NUMBER_LAST = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    private final SshRequest request;

    SshReading(SshRequest request) {
        this.request = request;
    }

    Value kind() {
        return switch (request.wanted()) {
            case Wanted.Exec _ -> Value.of("exec");
            case Wanted.Subsystem subsystem -> Value.of(subsystem.name().equals(SFTP) ? SFTP : "subsystem");
            case Wanted.Forward _, Wanted.SocketForward _ -> Value.of("forward");
            case Wanted.RemoteForward _, Wanted.RemoteSocketForward _ -> Value.of("remote_forward");
            case Wanted.Plain.UNKNOWN -> unknown();
            case Wanted.Plain plain -> Value.of(plain.name().toLowerCase(Locale.ROOT));
        };
    }

    Value user() {
        return request.user().isEmpty() ? new Undetermined("there is no login name") : Value.of(request.user());
    }

    Value command() {
        return switch (request.wanted()) {
            case Wanted.Exec exec ->
                text(exec).<Value>map(Value::of).orElseGet(() -> new Undetermined("the command is not text in UTF-8"));
            case Wanted _ -> otherwise(Value.of(""));
        };
    }

    /// @param value what an attribute is for whatever else is asked for; of what nobody knows nobody knows it
    private Value otherwise(Value value) {
        return request.wanted() == Wanted.Plain.UNKNOWN ? unknown() : value;
    }

    private static Value unknown() {
        return new Undetermined("this is nothing that is known of SSH");
    }

    private static Optional<String> text(Wanted.Exec exec) {
        return BodyText.utf8(exec.command()).filter(text -> text.indexOf('\0') < 0);
    }

    Value program() {
        if (!(request.wanted() instanceof Wanted.Exec)) {
            return otherwise(Value.of(""));
        }
        return switch (words()) {
            case ShellWords.Unreadable unreadable -> new Undetermined(unreadable.because());
            case ShellWords.Commands many
            when many.commands().size() > 1 -> new Undetermined("the command is more than one simple command");
            case ShellWords.Commands one ->
                switch (Programs.first(one.commands().getFirst())) {
                    case Programs.Known known -> Value.of(known.names().getFirst());
                    case Programs.Unknown unknown -> new Undetermined(unknown.because());
                };
        };
    }

    Value programs() {
        if (!(request.wanted() instanceof Wanted.Exec)) {
            return otherwise(Value.of(List.of()));
        }
        return switch (Programs.of(words())) {
            case Programs.Known known -> Value.of(known.names());
            case Programs.Unknown unknown -> new Undetermined(unknown.because());
        };
    }

    private ShellWords words() {
        return switch (command()) {
            case Value.Text(String command) -> ShellWords.of(command);
            case Value _ -> new ShellWords.Unreadable("the command is not text in UTF-8");
        };
    }

    Value subsystem() {
        return request.wanted() instanceof Wanted.Subsystem(String name) ? Value.of(name) : otherwise(Absent.ABSENT);
    }

    Value forwardHost() {
        return switch (request.wanted()) {
            case Wanted.Forward forward -> host(forward.host());
            case Wanted.RemoteForward forward -> forward.host().isEmpty() ? Value.of("") : host(forward.host());
            case Wanted _ -> otherwise(Absent.ABSENT);
        };
    }

    /// A place has one spelling, or rules that name it could be gone around: `127.1` and `0x7f000001` are 127.0.0.1
    /// to the resolver of the target.
    private static Value host(String sent) {
        String lower = sent.toLowerCase(Locale.ROOT);
        String host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        boolean address = IPV4.matches(host) && !lower.endsWith(".");
        boolean name = NAME.matches(host) && !NUMBER_LAST.matches(host);
        return address || name
                ? Value.of(host)
                : new Undetermined("the host is neither a name nor an IPv4 address in its one spelling");
    }

    Value forwardPort() {
        return switch (request.wanted()) {
            case Wanted.Forward forward -> Value.of(forward.port());
            case Wanted.RemoteForward forward -> Value.of(forward.port());
            case Wanted _ -> otherwise(Absent.ABSENT);
        };
    }

    Value forwardSocket() {
        return switch (request.wanted()) {
            case Wanted.SocketForward forward -> path(forward.path());
            case Wanted.RemoteSocketForward forward -> path(forward.path());
            case Wanted _ -> otherwise(Absent.ABSENT);
        };
    }

    private static Value path(String path) {
        boolean one = path.startsWith("/")
                && Stream.of(path.substring(1).split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        return one ? Value.of(path) : new Undetermined("the path of the socket has another spelling");
    }

    Value env() {
        return Value.of(request.env().stream().map(Variable::name).toList());
    }

    Value pty() {
        return Value.of(request.pty());
    }

    Value text() {
        Value command = command();
        if (!(command instanceof Value.Text(String sent))) {
            return command;
        }
        Stream<String> words = ShellWords.of(sent) instanceof ShellWords.Commands read
                ? read.commands().stream().flatMap(List::stream).map(ShellWords.Word::text)
                : Stream.empty();
        Stream<String> values = request.env().stream().map(Variable::value);
        return Value.of(Stream.of(Stream.of(sent), words, values)
                .flatMap(texts -> texts)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n")));
    }

    Value textFinds() {
        Value text = text();
        return text instanceof Value.Text(String known) ? Value.of(Detectors.ALL.names(known)) : text;
    }
}
