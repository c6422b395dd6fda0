// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// Moments as policies write them (RFC 3339), to the millisecond, which is as fine as the time of a request is.
public final class Moment {

    private static final Pattern WRITTEN =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?(?:Z|[+-]\\d\\d:\\d\\d)");

    private Moment() {}

    /// @return milliseconds since 1970-01-01T00:00Z
    /// @throws IllegalArgumentException if it is none, with a message for the author
    public static long parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("date, `T`, time to the second, and `Z` or an offset such as `+01:00`");
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such day or hour", e);
        }
    }
}
