// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.util.Arrays;

/// The one form of a file that two checkouts of it share: without byte order mark, lines ending in `\n` alone, whatever
/// git was told about line ends. Nothing else is another, and doing it twice changes nothing.
///
/// Sources mean the same before and after: outside of line ends the language has no carriage return, and a mark only
/// before the first character. Data files are read in this form.
final class CanonicalText {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private CanonicalText() {}

    static byte[] of(byte[] bytes) {
        int start = 0;
        while (hasMark(bytes, start)) {
            start += BYTE_ORDER_MARK.length;
        }
        byte[] text = new byte[bytes.length - start];
        int length = 0;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                while (length > 0 && text[length - 1] == '\r') {
                    length--;
                }
            }
            text[length++] = bytes[i];
        }
        return length == bytes.length ? bytes : Arrays.copyOf(text, length);
    }

    private static boolean hasMark(byte[] bytes, int at) {
        int end = at + BYTE_ORDER_MARK.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
