// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// A time as records have it: RFC 3339 in UTC, to the microsecond, as [Instant#toString] writes it. Several stand in
/// each record, and the platform's formatter takes longer than everything else about them.
public final class Timestamp {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int NANOS_A_MICRO = 1_000;

    private static final int MICROS_A_MILLI = 1_000;
    private static final int WHOLE_SECONDS = "2026-03-01T10:00:00".length();

    /// From here on, and before the year 0, a year has more than four digits or a sign.
    private static final int LAST_YEAR = 9999;

    private Timestamp() {}

    public static String of(Instant instant) {
        long seconds = instant.getEpochSecond();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        int micros = instant.getNano() / NANOS_A_MICRO;
        if (day.getYear() < 0 || day.getYear() > LAST_YEAR) {
            return Instant.ofEpochSecond(seconds, (long) micros * NANOS_A_MICRO).toString();
        }
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        byte[] text = new byte[WHOLE_SECONDS + fraction(micros) + 1];
        digits(text, 0, 4, day.getYear());
        text[4] = '-';
        digits(text, 5, 2, day.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, day.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, second / 3600);
        text[13] = ':';
        digits(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, second % 60);
        if (fraction(micros) > 0) {
            text[WHOLE_SECONDS] = '.';
            int places = fraction(micros) - 1;
            digits(text, WHOLE_SECONDS + 1, places, places == 3 ? micros / MICROS_A_MILLI : micros);
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Characters of the fraction with its dot: as many groups of three digits as are needed.
    private static int fraction(int micros) {
        return micros == 0 ? 0 : micros % MICROS_A_MILLI == 0 ? 4 : 7;
    }

    private static void digits(byte[] text, int at, int places, int number) {
        int rest = number;
        for (int i = at + places - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
