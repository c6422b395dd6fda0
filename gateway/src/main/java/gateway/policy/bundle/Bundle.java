// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import gateway.keys.SigningKey;
import gateway.keys.VerifyingKey;
import gateway.policy.bundle.Archive.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.runtime.revision.Revision;

/// A policy set as it is delivered: `envelope.json`, the signed [Statement], and below `files/` exactly the files it
/// names. Whoever holds one of these has checked every byte of it.
///
/// @param keyId [VerifyingKey#id] of who signed
/// @param files canonical content by path
/// @param digest SHA-256 of the whole file
public record Bundle(Statement statement, String keyId, SortedMap<String, byte[]> files, String digest) {

    static final String ENVELOPE = "envelope.json";
    static final String FILES = "files/";

    public Bundle {
        files = Collections.unmodifiableSortedMap(files);
    }

    /// The bytes of a bundle; the same every time and everywhere.
    ///
    /// @param files canonical content by path, with the digests that the statement names
    /// @throws IllegalArgumentException if it would be over a limit; the message is for people
    public static byte[] write(Statement statement, Map<String, byte[]> files, SigningKey key) {
        if (!Statement.digests(files).equals(statement.digests())
                || !Revision.of(files).equals(statement.revision())) {
            throw new IllegalStateException("the statement is about other files");
        }
        byte[] signed = StatementJson.write(statement);
        if (signed.length > BundleLimits.MAX_STATEMENT_BYTES) {
            throw new IllegalArgumentException("the statement about it is over %d bytes: part the policy set in two"
                    .formatted(BundleLimits.MAX_STATEMENT_BYTES));
        }
        if (files.size() > BundleLimits.MAX_FILES) {
            throw new IllegalArgumentException("a bundle holds at most %d files".formatted(BundleLimits.MAX_FILES));
        }
        var entries = new ArrayList<Entry>();
        entries.add(new Entry(ENVELOPE, Envelope.sign(signed, key).toJson()));
        files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Revision::byBytes))
                .forEach(file -> entries.add(new Entry(FILES + file.getKey(), file.getValue())));
        return Archive.write(entries);
    }

    /// Reads and checks a bundle.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws RefusedBundle if it is not one that one of these keys signed, whole and unchanged
    public static Bundle read(Path file, Collection<VerifyingKey> trusted) throws IOException, RefusedBundle {
        if (Files.size(file) > BundleLimits.MAX_BYTES) {
            throw Archive.tooLong();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(BundleLimits.MAX_BYTES + 1), trusted);
        }
    }

    /// The same of bytes at hand. The signature is checked before anything it vouches for is looked at.
    public static Bundle read(byte[] bytes, Collection<VerifyingKey> trusted) throws RefusedBundle {
        List<Entry> entries = Archive.read(bytes);
        if (entries.isEmpty() || !entries.getFirst().name().equals(ENVELOPE)) {
            throw new RefusedBundle("it does not begin with `%s`".formatted(ENVELOPE));
        }
        Envelope envelope = Envelope.read(entries.getFirst().content());
        envelope.check(trusted);
        Statement statement = StatementJson.read(envelope.payload());
        SortedMap<String, byte[]> files = files(entries.subList(1, entries.size()), statement);
        if (!Revision.of(files).equals(statement.revision())) {
            throw new RefusedBundle("its files are revision %s, its statement says %s"
                    .formatted(
                            Revision.of(files).abbreviated(),
                            statement.revision().abbreviated()));
        }
        return new Bundle(statement, envelope.keyId(), files, Revision.digest(bytes));
    }

    private static SortedMap<String, byte[]> files(List<Entry> entries, Statement statement) throws RefusedBundle {
        var files = new TreeMap<String, byte[]>(Revision::byBytes);
        for (Entry entry : entries) {
            if (!entry.name().startsWith(FILES)) {
                throw new RefusedBundle("`%s` does not belong into a bundle".formatted(entry.name()));
            }
            String name = entry.name().substring(FILES.length());
            String expected = statement.digests().get(name);
            if (expected == null) {
                throw new RefusedBundle("`%s` is not one of the signed files".formatted(name));
            }
            if (!expected.equals(Revision.digest(entry.content()))) {
                throw new RefusedBundle("`%s` is not as it was signed".formatted(name));
            }
            files.put(name, entry.content());
        }
        for (String name : statement.digests().keySet()) {
            if (!files.containsKey(name)) {
                throw new RefusedBundle("`%s` was signed and is missing".formatted(name));
            }
        }
        return files;
    }
}
