// SPDX-License-Identifier: Apache-2.0
package gateway.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One key in a PEM file (RFC 7468): `PRIVATE KEY` (PKCS #8) or `PUBLIC KEY` (SubjectPublicKeyInfo).
final class PemFile {

    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";

    private static final int MAX_BYTES = 64 << 10;
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----\\s+([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemFile() {}

    /// @param label of the one block the file must hold
    /// @throws UnusableKey if there is another, or none
    static byte[] read(Path file, String label) throws IOException, UnusableKey {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (bytes.length > MAX_BYTES || !block.find()) {
            throw new UnusableKey(file, "holds no PEM block `" + label + "`");
        }
        if (!block.group(1).equals(label)) {
            throw new UnusableKey(file, "holds `%s`, not `%s`".formatted(block.group(1), label));
        }
        String body = block.group(2);
        if (block.find()) {
            throw new UnusableKey(file, "holds more than one key");
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new UnusableKey(file, "is not well-formed PEM");
        }
    }

    static String text(String label, byte[] encoded) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }

    /// Writes a new file, born with its permissions: there is no moment in which others can read it.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if it is there
    static void create(Path file, String text, String permissions) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] born = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (var channel = FileChannel.open(file, options, born)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
