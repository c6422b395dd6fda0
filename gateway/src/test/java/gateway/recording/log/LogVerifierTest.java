// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.recording.log.VerifyReport.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogVerifierTest {

    private static final int SEGMENT = 600;
    private static final int RECORDS = 20;

    @TempDir
    private Path directory;

    private LogDirectory files;

    @BeforeEach
    void writeALog() throws Exception {
        files = new LogDirectory(directory);
        Logs.write(directory, SEGMENT, RECORDS);
        assertThat(files.segments()).hasSizeGreaterThan(2);
    }

    @Test
    void aLogAsItWasWrittenIsIntact() throws Exception {
        var report = LogVerifier.verify(directory);

        assertThat(report.problems()).isEmpty();
        assertThat(report.records()).isEqualTo(RECORDS + 3); // opened, closed, and the checkpoint's quote
        assertThat(report.unsigned()).isZero();
        assertThat(report.writing()).isFalse();
        assertThat(report.lines())
                .first()
                .asString()
                .matches("intact: 23 records in \\d+ segments: 22 signed, 1 that quotes the signature");
    }

    @Test
    void whatCameAfterTheCheckpointIsCountedAndNoError() throws Exception {
        var log = SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK);
        log.append(Logs.leaf("not signed yet")).awaitDurable();

        var report = LogVerifier.verify(directory);

        assertThat(report.problems()).isEmpty();
        assertThat(report.unsigned()).isEqualTo(2); // log.open and ours
        assertThat(report.signed() + report.quotes() + report.unsigned()).isEqualTo(report.records());
        assertThat(report.lines().getFirst()).endsWith("22 signed, 1 that quotes the signature, 2 not signed yet");
        assertThat(report.writing()).isTrue();
        log.close();
    }

    @Test
    void everySingleChangedByteIsFoundAndNamed() throws Exception {
        for (long segment : files.segments()) {
            flipEveryByteOf(files.segment(segment));
        }
        flipEveryByteOf(files.checkpoint());
        flipEveryByteOf(files.publicKey());
        flipEveryByteOf(files.privateKey());
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    @Test
    void aPrivateKeyOfAnotherLogIsFoundAndAMissingOneIsNotMissed(@TempDir Path elsewhere) throws Exception {
        Logs.write(elsewhere, SEGMENT, 0);
        Files.copy(new LogDirectory(elsewhere).privateKey(), files.privateKey(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(firstProblem())
                .isEqualTo("log.key, byte 0: it is not the private half of log.pub; the two do not belong together");
        Files.delete(files.privateKey());
        assertThat(LogVerifier.verify(directory).problems()).isEmpty();
    }

    @Test
    void whereOnlyTheQuoteOfTheLastCheckpointFitsNoMoreTheLogIsStillClosed() throws Exception {
        for (int records = 0; records < 12; records++) {
            Path log = directory.resolve("log" + records);
            Logs.write(log, 600, records);
            Logs.write(log, 600, 0);
            assertThat(Logs.kinds(log)).doesNotContain("gap");
            assertThat(LogVerifier.verify(log).lines()).first().asString().startsWith("intact");
        }
    }

    private void flipEveryByteOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            Files.write(file, changed);

            Problem found = LogVerifier.verify(directory).problems().getFirst();

            assertThat(found.file()).isEqualTo(file.getFileName().toString());
            assertThat(found.offset()).as("byte %d of %s: %s", at, file, found).isPresent();
            assertThat(found.offset().getAsLong()).isLessThanOrEqualTo(at);
        }
        Files.write(file, bytes);
    }

    @Test
    void aRecordRewrittenWithAMatchingChecksumIsFound() throws Exception {
        rewrite("record 7", "record 8");

        assertThat(firstProblem()).contains("were changed").contains("records ");
    }

    @Test
    void aRecordOfTheLastSegmentRewrittenWithAMatchingChecksumIsFound() throws Exception {
        rewrite("record 19", "record 18");

        assertThat(firstProblem()).contains("not the ones that were signed");
    }

    @Test
    void aHeaderRewrittenWithAMatchingChecksumIsFound() throws Exception {
        Path file = files.segment(2);
        byte[] bytes = Files.readAllBytes(file);
        SegmentHeader header = SegmentHeader.decode(bytes);
        var peaks = new java.util.ArrayList<>(header.before().peaks());
        peaks.set(0, new byte[MerkleTree.HASH_BYTES]);
        var forged = new SegmentHeader(2, header.length(), new MerkleTree(header.firstRecord(), peaks));
        System.arraycopy(forged.encode(), 0, bytes, 0, forged.bytes());
        Files.write(file, bytes);

        assertThat(firstProblem()).startsWith("segment-0000000002.log, byte 0").contains("were changed");
    }

    @Test
    void recordsThatChangedPlacesAreFound() throws Exception {
        Path file = files.segment(1);
        byte[] bytes = Files.readAllBytes(file);
        int first = SegmentHeader.decode(bytes).bytes();
        int second = first + Frame.HEAD_BYTES + ByteBuffer.wrap(bytes).getInt(first);
        int third = second + Frame.HEAD_BYTES + ByteBuffer.wrap(bytes).getInt(second);
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, second, swapped, first, third - second);
        System.arraycopy(bytes, first, swapped, first + third - second, second - first);
        Files.write(file, swapped);

        assertThat(firstProblem()).startsWith("segment-0000000001.log, byte " + first);
    }

    @Test
    void segmentsThatChangedPlacesAreFound() throws Exception {
        Path aside = directory.resolve("aside");
        Files.move(files.segment(1), aside);
        Files.move(files.segment(2), files.segment(1));
        Files.move(aside, files.segment(2));

        assertThat(firstProblem()).startsWith("segment-0000000001.log, byte 0: the header is that of segment 2");
    }

    @Test
    void aMissingSegmentIsNamed() throws Exception {
        Files.delete(files.segment(1));

        assertThat(firstProblem()).isEqualTo("segment-0000000001.log: the file is missing");
    }

    @Test
    void aMissingFirstSegmentIsNamed() throws Exception {
        Files.delete(files.segment(0));

        assertThat(firstProblem()).isEqualTo("segment-0000000000.log: the file is missing");
    }

    @Test
    void aLogWithoutItsLastSegmentsIsFound() throws Exception {
        cutFrom(lastSigned());

        assertThat(firstProblem()).contains("its tail was cut");
    }

    @Test
    void aTailCutOffTheLastSegmentIsFound() throws Exception {
        long last = lastSigned();
        cutFrom(last + 1);
        byte[] bytes = Files.readAllBytes(files.segment(last));
        Arrays.fill(bytes, SegmentHeader.decode(bytes).bytes(), bytes.length, (byte) 0);
        Files.write(files.segment(last), bytes);

        assertThat(firstProblem()).contains("its tail was cut");
    }

    /// The last segment that holds a signed record; the quote of the last checkpoint may lie behind it.
    private long lastSigned() throws Exception {
        long last = 0;
        for (long segment : files.segments()) {
            long first = SegmentHeader.decode(Files.readAllBytes(files.segment(segment)))
                    .firstRecord();
            last = first < RECORDS + 2 ? segment : last;
        }
        return last;
    }

    private void cutFrom(long first) throws IOException {
        for (long segment : files.segments()) {
            if (segment >= first) {
                Files.delete(files.segment(segment));
            }
        }
    }

    @Test
    void aFileCutAnywhereIsFound() throws Exception {
        Path file = files.segment(2);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(LogVerifier.verify(directory).intact())
                    .as("cut to %d", length)
                    .isFalse();
        }
    }

    @Test
    void aFileMadeLongerIsFound() throws Exception {
        Path file = files.segment(0);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), SEGMENT + 100));

        assertThat(firstProblem()).contains("it was made with 600");
    }

    @Test
    void anOlderCheckpointPutBackIsFound() throws Exception {
        byte[] older = Files.readAllBytes(files.checkpoint());
        Logs.write(directory, SEGMENT, 5);
        Files.write(files.checkpoint(), older);

        assertThat(firstProblem()).startsWith("checkpoint: ").contains("an older one was put in its place");
    }

    @Test
    void anOlderCheckpointWithTheSegmentsOfItsTimePutBackIsWhatCannotBeFoundHere() throws Exception {
        Path backup = Files.createDirectory(directory.resolve("backup"));
        for (Path file : Files.list(directory).filter(Files::isRegularFile).toList()) {
            Files.copy(file, backup.resolve(file.getFileName()));
        }
        Logs.write(directory, SEGMENT, 5);

        assertThat(LogVerifier.verify(backup).intact()).isTrue(); // why docs/evidence-format.md wants anchors outside
    }

    @Test
    void aLogOfSomebodyElseIsFoundByTheExpectedKey() throws Exception {
        String key = LogVerifier.verify(directory).publicKey();
        Path other = Logs.write(directory.resolve("other"), SEGMENT, RECORDS);

        assertThat(LogVerifier.verify(directory, Optional.of(key)).intact()).isTrue();
        assertThat(LogVerifier.verify(other, Optional.of(key))
                        .problems()
                        .getFirst()
                        .toString())
                .contains("not the expected key");
    }

    @Test
    void aSegmentOfAnotherLogIsFound() throws Exception {
        Path other = Logs.write(directory.resolve("other"), SEGMENT, RECORDS + 1);
        Files.copy(new LogDirectory(other).segment(1), files.segment(1), StandardCopyOption.REPLACE_EXISTING);

        assertThat(LogVerifier.verify(directory).intact()).isFalse();
    }

    @Test
    void theCheckpointAndTheKeyAreMissedWhenTheyAreGone() throws Exception {
        Files.delete(files.checkpoint());
        assertThat(firstProblem()).startsWith("checkpoint, byte 0");
        Files.delete(files.publicKey());
        assertThat(firstProblem()).startsWith("log.pub, byte 0");
    }

    @Test
    void aDirectoryWithoutALogIsNotIntact() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(LogVerifier.verify(empty).intact()).isFalse();
        assertThatThrownBy(() -> LogVerifier.verify(directory.resolve("nowhere")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    private String firstProblem() throws IOException {
        return LogVerifier.verify(directory).problems().getFirst().toString();
    }

    /// What somebody does who knows the format: other bytes of the same length, and the checksum that belongs to
    /// them.
    private void rewrite(String text, String replacement) throws Exception {
        for (long segment : files.segments()) {
            byte[] bytes = Files.readAllBytes(files.segment(segment));
            int at = SegmentHeader.decode(bytes).bytes();
            long number = SegmentHeader.decode(bytes).firstRecord();
            for (int length;
                    at + 4 <= bytes.length && (length = ByteBuffer.wrap(bytes).getInt(at)) > 0;
                    number++) {
                String record = new String(bytes, at + Frame.HEAD_BYTES, length, StandardCharsets.UTF_8);
                if (record.contains('"' + text + '"')) {
                    byte[] forged = record.replace(text, replacement).getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(forged, 0, bytes, at + Frame.HEAD_BYTES, length);
                    ByteBuffer.wrap(bytes).putInt(at + 4, Frame.checksum(number, bytes, at + Frame.HEAD_BYTES, length));
                    Files.write(files.segment(segment), bytes);
                    return;
                }
                at += Frame.HEAD_BYTES + length;
            }
        }
        throw new AssertionError("no such record: " + text);
    }
}
