// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.SignedNote.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The head of the tree as it was signed: C2SP tlog-checkpoint.
///
/// @param size how many records it covers
/// @param note the signed text, to the byte
record Checkpoint(String origin, long size, byte[] root, String note) {

    static String text(String origin, long size, byte[] root) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /// Reads a checkpoint of the verifier's own log.
    ///
    /// @return empty unless it is whole, exact and signed by the key
    static Optional<Checkpoint> open(String note, Verifier verifier) {
        return verifier.open(note).flatMap(text -> {
            String[] lines = text.split("\n", -1);
            if (lines.length != 4 || !lines[0].equals(verifier.name()) || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
                return Optional.empty();
            }
            return SignedNote.base64(lines[2])
                    .filter(root -> root.length == MerkleTree.HASH_BYTES)
                    .map(root -> new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note));
        });
    }

    /// Text from a file, if it is UTF-8 to the byte.
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
