// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Term;
import policy.compiler.condition.Window;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Nearest;

/// Reads windows of time.
final class Windows {

    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    private final Reading reading;
    private final Constants constants;

    Windows(Reading reading, Constants constants) {
        this.reading = reading;
        this.constants = constants;
    }

    Literal<Window> window(Term compared) {
        return new Literal<>(
                expression -> reading.lets()
                        .reading(
                                expression,
                                Optional.empty(),
                                e -> e instanceof Expression.WindowLiteral window
                                        ? read(window)
                                        : constants.mismatch(
                                                e,
                                                compared,
                                                "a window such as `mon..fri 09:00..17:30 in \"UTC\"`",
                                                "moments are compared with `<` and `>=`")),
                list -> constants.notInFiles(list, "windows"));
    }

    /// A mistake is told if there is no such time zone.
    Optional<Window> read(Expression.WindowLiteral written) {
        String zone = written.zone().text();
        if (!ZONES.contains(zone)) {
            reading.mistake(
                    Code.P215,
                    "unknown time zone `" + zone + "`",
                    written.zone().span(),
                    "not in the time zone database (IANA)",
                    suggestion(zone));
            return Optional.empty();
        }
        return Optional.of(new Window(
                written.days().map(days -> new Window.Days(days.first(), days.last())),
                written.hours().map(hours -> new Window.Hours(hours.from(), hours.to())),
                ZoneId.of(zone)));
    }

    /// The nearest name, or those that end in what was written: `Berlin` is `Europe/Berlin`.
    private static String[] suggestion(String zone) {
        List<String> places = ZONES.stream()
                .filter(known -> known.endsWith("/" + zone) && !known.startsWith("Etc/"))
                .toList();
        return places.isEmpty()
                ? Nearest.help(zone, ZONES)
                : new String[] {"did you mean `" + places.getFirst() + "`?"};
    }
}
