// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A sample in a `test` block that does not describe a message of its protocol.
public final class InvalidSample extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Optional<String> field;
    private final transient List<String> known;
    private final transient Optional<String> help;
    private final String problem;

    /// @param field the field that is wrong; empty if the sample as a whole is
    /// @param message lower case, user text in backticks, as diagnostics are worded
    public InvalidSample(Optional<String> field, String message) {
        this(field, message, Optional.empty());
    }

    /// The same with what to write instead.
    public InvalidSample(Optional<String> field, String message, String help) {
        this(field, message, Optional.of(help));
    }

    private InvalidSample(Optional<String> field, String message, Optional<String> help) {
        super(message);
        this.field = field;
        this.known = List.of();
        this.help = help;
        this.problem = message;
    }

    /// A field nobody knows.
    ///
    /// @param known all there are
    public InvalidSample(String unknown, Collection<String> known) {
        super("unknown field `%s`; there are %s".formatted(unknown, String.join(", ", known)));
        this.field = Optional.of(unknown);
        this.known = List.copyOf(known);
        this.help = Optional.empty();
        this.problem = "unknown field `" + unknown + "`";
    }

    public Optional<String> field() {
        return field;
    }

    /// The message without what is possible.
    public String problem() {
        return problem;
    }

    /// What to do, if the message does not say it.
    public Optional<String> help() {
        return help;
    }

    /// If the field is unknown, all there are; empty if something else is wrong.
    public List<String> known() {
        return known;
    }
}
