// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The block before a file in an [Archive]. Everything but name and size is the same for all, the time included: the
/// beginning of 1980, the oldest that no tool complains about.
record TarHeader(String name, int size) {

    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_DIGITS = 11;
    private static final int SUM_AT = 148;
    private static final int SUM_LENGTH = 8;
    private static final int KIND_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final long TIME_SECONDS = 315_532_800;

    /// @throws IllegalArgumentException if the name does not fit
    static byte[] of(String name, int size) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int cut = cut(bytes);
        byte[] header = new byte[Archive.BLOCK];
        put(header, 0, Arrays.copyOfRange(bytes, cut == 0 ? 0 : cut + 1, bytes.length));
        put(header, 100, "0000644\0000000000\0000000000\0");
        put(header, SIZE_AT, octal(size) + "\0" + octal(TIME_SECONDS) + "\0" + " ".repeat(SUM_LENGTH) + "0");
        put(header, 257, "ustar\00000");
        put(header, 329, "0000000\0000000000\0");
        put(header, PREFIX_AT, Arrays.copyOf(bytes, cut));
        int sum = 0;
        for (byte octet : header) {
            sum += Byte.toUnsignedInt(octet);
        }
        put(header, SUM_AT, octal(sum).substring(SIZE_DIGITS - 6) + "\0 ");
        return header;
    }

    private static String octal(long number) {
        String digits = Long.toOctalString(number);
        return "0".repeat(SIZE_DIGITS - digits.length()) + digits;
    }

    /// Where a long name is parted in two; 0 if it fits as it is.
    private static int cut(byte[] name) {
        if (name.length <= NAME) {
            return 0;
        }
        for (int i = 1; i <= PREFIX && i < name.length; i++) {
            if (name[i] == '/' && name.length - i - 1 <= NAME) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "`%s` is too long a name for a bundle".formatted(new String(name, StandardCharsets.UTF_8)));
    }

    private static void put(byte[] header, int at, String text) {
        put(header, at, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(byte[] header, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /// @param at where the block stands, for the message
    static TarHeader read(byte[] block, int at) throws RefusedBundle {
        String prefix = text(block, PREFIX_AT, PREFIX, at);
        String name = text(block, 0, NAME, at);
        var header = new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, size(block, at));
        if (block[KIND_AT] != '0') {
            throw new RefusedBundle(
                    "`%s` is a link, a directory or the like; a bundle holds plain files".formatted(header.name));
        }
        header.checkName();
        if (!Arrays.equals(of(header.name, header.size), block)) {
            throw new RefusedBundle(
                    "the header at byte %d is not the one that belongs to `%s`".formatted(at, header.name));
        }
        return header;
    }

    private void checkName() throws RefusedBundle {
        List<String> parts = List.of(name.split("/", -1));
        if (parts.contains("") || parts.contains(".") || parts.contains("..")) {
            throw new RefusedBundle("`%s` is a path that leads elsewhere".formatted(name));
        }
        if (name.chars().anyMatch(Character::isISOControl) || name.indexOf('\\') >= 0) {
            throw new RefusedBundle("a name holds a control character or a backslash");
        }
    }

    private static int size(byte[] block, int at) throws RefusedBundle {
        long size = 0;
        for (int i = SIZE_AT; i < SIZE_AT + SIZE_DIGITS; i++) {
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7) {
                throw notABundle(at);
            }
            size = size * 8 + digit;
        }
        if (size > Math.max(BundleLimits.MAX_FILE_BYTES, BundleLimits.MAX_ENVELOPE_BYTES)) {
            throw new RefusedBundle("a file in a bundle has at most %d bytes; the one at byte %d says it has %d"
                    .formatted(BundleLimits.MAX_FILE_BYTES, at, size));
        }
        return (int) size;
    }

    private static String text(byte[] block, int from, int length, int at) throws RefusedBundle {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(block, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notABundle(at);
        }
    }

    static RefusedBundle notABundle(int at) {
        return new RefusedBundle(
                at == 0
                        ? "it is not a bundle of hpol: it does not begin like one"
                        : "at byte %d there should be the header of a file, and is not".formatted(at));
    }
}
