// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An international bank account number (ISO 13616): of a country that has them, as long as that country
/// has it, together or parted by single spaces or hyphens, in either case, with a right sum (ISO 7064,
/// MOD 97-10).
record Iban() implements Shape {

    /// From the SWIFT IBAN registry.
    private static final Map<String, Integer> LENGTHS = Stream.of(
                    ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18"
                        + " DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22"
                        + " IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19"
                        + " MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31"
                        + " SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
                            .split(" "))
            .collect(Collectors.toUnmodifiableMap(s -> s.substring(0, 2), s -> Integer.valueOf(s.substring(2))));

    private static final int MAX_CHARS = 34;
    private static final int MODULUS = 97;

    @Override
    public boolean mayStartWith(char c) {
        return Alphabet.ALNUM.has(c) && !Alphabet.DIGITS.has(c);
    }

    @Override
    public boolean mayFollow(int before) {
        return !Alphabet.ALNUM.has(before);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        if (!Alphabet.ALNUM.has(text.at(start + 1)) || !Alphabet.DIGITS.has(text.at(start + 2))) {
            return null;
        }
        String country = "" + (char) text.at(start) + (char) text.at(start + 1);
        int length = LENGTHS.getOrDefault(country.toUpperCase(Locale.ROOT), 0);
        var number = new StringBuilder();
        int next = start;
        while (number.length() < length && Alphabet.ALNUM.has(text.at(next))) {
            number.append((char) text.at(next));
            next++;
            boolean parted = (text.at(next) == ' ' || text.at(next) == '-') && Alphabet.ALNUM.has(text.at(next + 1));
            next += parted && number.length() < length ? 1 : 0;
        }
        boolean whole = length > 0 && number.length() == length && !Alphabet.ALNUM.has(text.at(next));
        return whole && valid(number) ? new Match(start, next) : null;
    }

    private static boolean valid(CharSequence number) {
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + 4) % number.length()), Character.MAX_RADIX);
            rest = (rest * (value < 10 ? 10 : 100) + value) % MODULUS;
        }
        return rest == 1 && Alphabet.DIGITS.has(number.charAt(3));
    }

    @Override
    public int reach() {
        return 2 * MAX_CHARS + 2;
    }
}
