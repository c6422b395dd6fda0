// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoveryTest {

    private static final int SEGMENT = 4096;

    @TempDir
    private Path directory;

    @Test
    void aTornRecordIsCutWhereverItWasTornAndTheGapIsTold() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Path segment = new LogDirectory(directory).segment(0);
        byte[] whole = Files.readAllBytes(segment);
        int end = endOfRecords(segment);
        byte[] torn = Arrays.copyOf(whole, whole.length);
        byte[] record = new byte[100];
        int length = Frame.write(record, 0, Logs.leaf("torn"), 8);
        int firstTrace = 4; // the length of a short record begins with zeros, which nobody can tell from nothing
        for (int there = firstTrace; there < length; there++) {
            Arrays.fill(torn, end, torn.length, (byte) 0);
            System.arraycopy(record, 0, torn, end, there);
            Files.write(segment, torn);

            SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK).close();

            assertThat(Logs.kinds(directory).subList(8, 10)).containsExactly("gap", "log.open");
            assertThat(LogVerifier.verify(directory).intact()).isTrue();
            Files.write(segment, whole);
            restoreCheckpoint();
        }
    }

    @Test
    void aSignedRecordThatWasChangedIsNotContinued() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Path segment = new LogDirectory(directory).segment(0);
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("record 3");
        bytes[at] ^= 1;
        Files.write(segment, bytes);

        refuses("checksum does not match");
        assertThat(Files.readAllBytes(segment)).as("nothing is touched").isEqualTo(bytes);
    }

    @Test
    void aLogThatEndsBeforeItsCheckpointIsNotContinued() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Path segment = new LogDirectory(directory).segment(0);
        byte[] bytes = Files.readAllBytes(segment);
        Arrays.fill(bytes, SegmentHeader.decode(bytes).bytes(), bytes.length, (byte) 0);
        Files.write(segment, bytes);

        refuses("the log ends at record 0, but 7 were signed");
    }

    @Test
    void aLogWithoutItsSegmentsIsNotBegunAnew() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Files.delete(new LogDirectory(directory).segment(0));

        refuses("missing");
        assertThat(new LogDirectory(directory).segments()).isEmpty();
    }

    @Test
    void aLogWithoutItsCheckpointIsNotContinued() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Files.delete(new LogDirectory(directory).checkpoint());

        refuses("lost its checkpoint");
    }

    @Test
    void aLogOfWhichOnlyTheKeyIsLeftIsNotBegunAnew() throws Exception {
        Logs.write(directory, SEGMENT, 5);
        Files.delete(new LogDirectory(directory).segment(0));
        Files.delete(new LogDirectory(directory).checkpoint());

        refuses("lost its checkpoint");
    }

    private void refuses(String because) {
        assertThatThrownBy(() -> SegmentLog.open(Logs.settings(directory, SEGMENT), Logs.CLOCK))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining(because);
    }

    private int endOfRecords(Path segment) throws Exception {
        Files.copy(new LogDirectory(directory).checkpoint(), directory.resolve("kept"));
        try (var cursor = SegmentCursor.open(segment)) {
            while (cursor.next() instanceof SegmentCursor.Step.Whole) {
                // to the last
            }
            return (int) cursor.endOfRecords();
        }
    }

    private void restoreCheckpoint() throws Exception {
        Files.write(new LogDirectory(directory).checkpoint(), Files.readAllBytes(directory.resolve("kept")));
    }
}
