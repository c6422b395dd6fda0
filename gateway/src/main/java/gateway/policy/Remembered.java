// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.policy.bundle.PackedFiles;
import gateway.policy.bundle.RefusedBundle;
import gateway.policy.bundle.WholeFile;
import gateway.recording.log.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import policy.runtime.revision.Revision;

/// What a gateway keeps of the policies it had in force, in its data directory: the **pin**, below which it takes no
/// bundle however often it is restarted, and the files of the last policy set, so that what changed can be told after
/// a restart, too. With a pin that cannot be read it does not start; the files are missed by nobody but the reader of a
/// record.
public final class Remembered {

    private static final System.Logger LOG = System.getLogger(Remembered.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "rw-------";

    private final Path pinFile;
    private final Path lastFile;
    private Optional<Pin> pin;

    private record Pin(long sequence, Revision revision) {}

    private Remembered(Path pinFile, Path lastFile, Optional<Pin> pin) {
        this.pinFile = pinFile;
        this.lastFile = lastFile;
        this.pin = pin;
    }

    /// @throws IOException if there is a pin that cannot be read; the message says what to do
    public static Remembered in(Path data) throws IOException {
        Path pinFile = data.resolve("policies.pin");
        return new Remembered(pinFile, data.resolve("policies.last"), readPin(pinFile));
    }

    private static Optional<Pin> readPin(Path file) throws IOException {
        try {
            JsonNode pin = JSON.readTree(Files.readAllBytes(file));
            long sequence = pin.path("sequence").asLong();
            if (sequence < 1) {
                throw new IllegalArgumentException("no sequence");
            }
            return Optional.of(
                    new Pin(sequence, new Revision(pin.path("revision").asText())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(
                    "%s does not say which bundle was in force; restore it, or remove it to have any signed bundle taken"
                            .formatted(file),
                    e);
        }
    }

    /// Why a bundle is not to be put in force: a newer one was.
    synchronized Optional<String> objection(Revision revision, Release release) {
        return pin.flatMap(known -> {
            if (release.sequence() < known.sequence()) {
                return Optional.of(("it is sequence %d, older than sequence %d (revision %s), which was in force; `hpol"
                                + " rollback` goes back on purpose")
                        .formatted(
                                release.sequence(),
                                known.sequence(),
                                known.revision().abbreviated()));
            }
            boolean another = !revision.equals(known.revision());
            return release.sequence() == known.sequence() && another
                    ? Optional.of("it is sequence %d, as was revision %s; sign it with a higher --sequence"
                            .formatted(known.sequence(), known.revision().abbreviated()))
                    : Optional.empty();
        });
    }

    /// From now on nothing older is taken; on disk when this returns.
    synchronized void pin(Revision revision, Release release) throws IOException {
        var next = new Pin(release.sequence(), revision);
        if (!pin.equals(Optional.of(next))) {
            byte[] json = CanonicalJson.bytes(out -> out.beginObject()
                    .put("revision", next.revision().hash())
                    .put("sequence", next.sequence())
                    .endObject());
            WholeFile.replace(pinFile, json, OWN);
            pin = Optional.of(next);
        }
    }

    /// The files of the last policy set, if they were kept and are whole.
    Optional<SortedMap<String, byte[]>> last() {
        try {
            return Optional.of(PackedFiles.read(Files.readAllBytes(lastFile)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RefusedBundle e) {
            LOG.log(System.Logger.Level.WARNING, lastFile + " cannot be read, so what changed is not told", e);
            return Optional.empty();
        }
    }

    /// Until others are kept, nobody is told of these.
    void forget() {
        try {
            Files.deleteIfExists(lastFile);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, lastFile + " cannot be removed, and may be of an older revision", e);
        }
    }

    void keep(Map<String, byte[]> files) {
        try {
            WholeFile.replace(lastFile, PackedFiles.write(files), OWN);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, lastFile + " cannot be written: what changes next is not told", e);
        }
    }
}
