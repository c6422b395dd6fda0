// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// One record on its way into the log: canonical JSON, complete but for its number, which it gets with its place.
public final class Leaf {

    /// What one record may take, number included.
    public static final int MAX_BYTES = 65_535;

    /// Name of the member that holds a record's number: 0 for the first, then one more each, without a gap.
    public static final String NUMBER = "n";

    private static final int MAX_DIGITS = 19;

    private final byte[] json;
    private final int numberAt;

    Leaf(byte[] json, int numberAt) {
        this.json = json;
        this.numberAt = numberAt;
    }

    /// @param members writes all members but [#NUMBER]
    /// @throws IllegalArgumentException if one has no canonical form; the size is the caller's to check
    public static Leaf of(Consumer<CanonicalJson> members) {
        var json = new CanonicalJson(NUMBER);
        members.accept(json.beginObject());
        json.endObject();
        return new Leaf(json.toBytes(), json.holeAt());
    }

    /// Whether it is small enough, whatever number it gets.
    public boolean fits() {
        return json.length + MAX_DIGITS <= MAX_BYTES;
    }

    int maxBytes() {
        return json.length + MAX_DIGITS;
    }

    /// Writes the whole record.
    ///
    /// @return how many bytes it took
    int writeTo(byte[] target, int at, long number) {
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        int rest = json.length - numberAt;
        System.arraycopy(json, 0, target, at, numberAt);
        System.arraycopy(digits, 0, target, at + numberAt, digits.length);
        System.arraycopy(json, numberAt, target, at + numberAt + digits.length, rest);
        return json.length + digits.length;
    }
}
