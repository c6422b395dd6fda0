// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.time.Instant;
import policy.runtime.request.Type;

/// Numbers in the units of their type, as policies write them: `4MiB`, `15m`, `2027-01-31T00:00:00Z`.
public final class Quantity {

    private record Unit(long size, String name) {}

    private static final Unit[] SIZES = {
        new Unit(1L << 30, "GiB"), new Unit(1L << 20, "MiB"), new Unit(1L << 10, "KiB"), new Unit(1, "B")
    };

    private static final Unit[] DURATIONS = {
        new Unit(86_400_000, "d"),
        new Unit(3_600_000, "h"),
        new Unit(60_000, "m"),
        new Unit(1_000, "s"),
        new Unit(1, "ms")
    };

    private Quantity() {}

    public static String shown(long number, Type type) {
        return switch (type) {
            case Type.Size _ -> in(SIZES, number);
            case Type.Duration _ -> in(DURATIONS, number);
            case Type.Time _ -> Instant.ofEpochMilli(number).toString();
            case Type.Text _, Type.Int _, Type.Bool _, Type.Choice _, Type.ListOf _, Type.Address _, Type.Open _ ->
                Long.toString(number);
        };
    }

    /// In the largest unit of which it is a whole number.
    private static String in(Unit[] units, long number) {
        for (Unit unit : units) {
            if (number % unit.size() == 0 && number != 0) {
                return number / unit.size() + unit.name();
            }
        }
        return number + units[units.length - 1].name();
    }
}
