// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All addresses that begin with the same bits (RFC 4632, RFC 4291 §2.3), or a single address.
///
/// IPv4 addresses stand among those of IPv6 as the mapped ones (RFC 4291 §2.5.5.2), so there is one order for both.
///
/// @param high the first 64 bits of the first address
/// @param low the last 64 bits of it
/// @param length how many bits all have in common, 0 to 128
public record Network(long high, long low, int length) implements Comparable<Network> {

    private static final int BITS = 128;
    private static final int HALF = 64;
    private static final int IPV4_BITS = 32;
    private static final int MAPPED_BITS = BITS - IPV4_BITS;
    private static final long MAPPED = 0xFFFF_0000_0000L;

    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern WRITTEN = Pattern.compile("([^/]+)(?:/(0|[1-9]\\d{0,2}))?");

    private static final Comparator<Network> ORDER = Comparator.comparing(Network::high, Long::compareUnsigned)
            .thenComparing(Network::low, Long::compareUnsigned)
            .thenComparingInt(Network::length);

    /// Reads `10.0.0.0/8`, `2001:db8::/32`, or a single address.
    ///
    /// @throws IllegalArgumentException if it is none, with a message for the author
    public static Network parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("neither an IP address nor a network such as `10.0.0.0/8`");
        }
        String address = written.group(1);
        Network single = of(address(address));
        boolean ipv4 = !address.contains(":");
        if (!ipv4 && single.isIpv4()) {
            throw new IllegalArgumentException("an IPv4 address in IPv6 clothes; write " + single.shown());
        }
        String bits = written.group(2);
        if (bits == null) {
            return single;
        }
        int most = ipv4 ? IPV4_BITS : BITS;
        if (Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException("a network of such addresses has at most " + most + " bits in common");
        }
        int length = Integer.parseInt(bits) + (ipv4 ? MAPPED_BITS : 0);
        var network = new Network(single.high & mask(length), single.low & mask(length - HALF), length);
        if (network.high != single.high || network.low != single.low) {
            throw new IllegalArgumentException(
                    "the address is in the middle of the network; it begins with `" + network.shown() + "`");
        }
        return network;
    }

    private static InetAddress address(String text) {
        boolean looksRight = IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
        try {
            if (looksRight) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an IP address", e);
        }
        throw new IllegalArgumentException("neither an IP address nor a network such as `10.0.0.0/8`");
    }

    /// One address as a network of its own.
    public static Network of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? new Network(0, MAPPED | bits(bytes, 0, bytes.length), BITS)
                : new Network(bits(bytes, 0, Long.BYTES), bits(bytes, Long.BYTES, 2 * Long.BYTES), BITS);
    }

    private static long bits(byte[] bytes, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = bits << Byte.SIZE | Byte.toUnsignedInt(bytes[i]);
        }
        return bits;
    }

    /// The first bits of 64.
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= HALF ? -1 : -1L << (HALF - length);
    }

    /// Whether all addresses of another are among those of this one.
    public boolean holds(Network other) {
        return length <= other.length
                && high == (other.high & mask(length))
                && low == (other.low & mask(length - HALF));
    }

    /// The smallest network that holds both.
    public Network with(Network other) {
        int agree = high == other.high
                ? HALF + Long.numberOfLeadingZeros(low ^ other.low)
                : Long.numberOfLeadingZeros(high ^ other.high);
        int both = Math.min(agree, Math.min(length, other.length));
        return new Network(high & mask(both), low & mask(both - HALF), both);
    }

    /// One bit of the first address, 0 or 1.
    ///
    /// @param index 0 for the first of 128
    public int bit(int index) {
        long half = index < HALF ? high : low;
        return (int) (half >>> (HALF - 1 - index % HALF)) & 1;
    }

    /// Whether it is a single address.
    public boolean isAddress() {
        return length == BITS;
    }

    private boolean isIpv4() {
        return high == 0 && low >>> IPV4_BITS == MAPPED >>> IPV4_BITS && length >= MAPPED_BITS;
    }

    /// As policies write it.
    public String shown() {
        int prefix = isIpv4() ? length - MAPPED_BITS : length;
        return AddressText.of(first()) + (length == BITS ? "" : "/" + prefix);
    }

    /// The first address of it.
    public InetAddress first() {
        byte[] bytes = new byte[isIpv4() ? IPV4_BITS / Byte.SIZE : BITS / Byte.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            long half = fromEnd < Long.BYTES ? low : high;
            bytes[i] = (byte) (half >>> (fromEnd % Long.BYTES * Byte.SIZE));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    @Override
    public int compareTo(Network other) {
        return ORDER.compare(this, other);
    }
}
