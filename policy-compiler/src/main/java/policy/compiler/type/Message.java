// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.condition.Quantity;
import policy.compiler.condition.Term;
import policy.compiler.condition.Visible;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// A `because` text whose holes are filled in with the request's values.
public record Message(List<Part> parts) {

    /// The most characters one hole contributes; the message is read by people, on a card or in a terminal.
    static final int HOLE_CHARACTERS = 200;

    private static final String CUT = "…";

    public Message {
        parts = List.copyOf(parts);
    }

    public sealed interface Part {
        record Literal(String text) implements Part {}

        record Hole(Term term) implements Part {}
    }

    public Stream<Term> terms() {
        return parts.stream().flatMap(part -> part instanceof Part.Hole(Term term) ? Stream.of(term) : Stream.of());
    }

    /// The text for one request. Values are made safe to show and cut; they cannot end or imitate the message.
    public String filledFrom(AccessRequest request) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Literal(String text) -> text;
                    case Part.Hole(Term term) -> cut(Visible.text(cut(text(term.in(request), term.type()))));
                })
                .collect(Collectors.joining());
    }

    private static String text(Value value, Type type) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(long number) -> Quantity.shown(number, type);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            // Cut before joining: a list may be as long as the request.
            case Value.Many(List<Value> items) ->
                items.stream()
                        .limit(HOLE_CHARACTERS)
                        .map(item -> cut(text(item, type)))
                        .collect(Collectors.joining(", "));
            case Value.Address(InetAddress address) -> address.getHostAddress();
            case Value.Absent _ -> "(none)";
            case Value.Undetermined _ -> "(unreadable)";
            case Value.Fields _ -> "(fields)";
        };
    }

    private static String cut(String text) {
        if (text.codePointCount(0, Math.min(text.length(), 2 * HOLE_CHARACTERS + 2)) <= HOLE_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, HOLE_CHARACTERS - 1)) + CUT;
    }
}
