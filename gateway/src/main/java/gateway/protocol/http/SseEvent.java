// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.List;
import java.util.Optional;

/// One event of an event stream.
///
/// @param name what its `event` field says; empty if it has none
/// @param others its other lines as they stand, without `event` and `data`
/// @param data its `data` lines, joined by newlines; empty if it has none
public record SseEvent(String name, List<String> others, Optional<String> data) {

    public SseEvent {
        others = List.copyOf(others);
    }

    public static SseEvent of(String name, String data) {
        return new SseEvent(name, List.of(), Optional.of(data));
    }

    /// Appends the event as it goes over the wire, with the empty line that ends it.
    public void writeTo(StringBuilder out) {
        if (!name.isEmpty()) {
            out.append("event: ").append(name).append('\n');
        }
        for (String line : others) {
            out.append(line).append('\n');
        }
        data.ifPresent(text -> {
            for (String line : text.split("\n", -1)) {
                out.append("data: ").append(line).append('\n');
            }
        });
        out.append('\n');
    }
}
