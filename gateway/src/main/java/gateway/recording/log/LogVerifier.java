// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.OwnRecord.Label;
import gateway.recording.log.SegmentCursor.Step;
import gateway.recording.log.SegmentHeader.Malformed;
import gateway.recording.log.SignedNote.Verifier;
import gateway.recording.log.VerifyReport.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a whole log and checks every byte of it: each record against its checksum and its place, all of them together
/// against the signed head, each segment against the ones before, and that nothing is missing up to the newest
/// checkpoint. What it cannot find is listed in `docs/evidence-format.md`. Reads only; works on a log in use.
public final class LogVerifier {

    /// Enough to see what happened; a log can be broken in every record.
    private static final int MAX_PROBLEMS = 100;

    /// A writer at work puts its bytes no further than this behind the last whole record.
    private static final long IN_FLIGHT_BYTES = 2L << 20;

    private final LogDirectory directory;
    private final List<Problem> problems = new ArrayList<>();
    private final boolean writing;
    private final Optional<Verifier> verifier;
    private final Optional<Checkpoint> checkpoint;

    /// Over the records read so far; unknown behind damage, until the next header tells.
    private Optional<MerkleTree> tree = Optional.of(new MerkleTree());

    private QuoteCheck quotes = new QuoteCheck(new MerkleTree());
    private long records;
    private long quotedSize = -1;
    private long ownQuotes;

    private LogVerifier(LogDirectory directory, Optional<String> expectedKey) throws IOException {
        this.directory = directory;
        this.writing = DirectoryLock.isHeld(directory);
        this.verifier = readKey(expectedKey);
        LogKey.mistake(directory, verifier)
                .ifPresent(
                        mistake -> report(directory.privateKey(), OptionalLong.of(0), OptionalLong.empty(), mistake));
        this.checkpoint = readCheckpoint(); // before the segments: they are at least as long
    }

    /// Whether somebody is writing this log at the moment.
    public static boolean isInUse(Path directory) throws IOException {
        return Files.isDirectory(directory) && DirectoryLock.isHeld(new LogDirectory(directory));
    }

    /// Whether anything of a log is there. What is left of one that was cut down is, and shall be reported.
    public static boolean isLog(Path directory) throws IOException {
        var log = new LogDirectory(directory);
        return Files.isDirectory(directory)
                && (Files.exists(log.publicKey())
                        || Files.exists(log.privateKey())
                        || Files.exists(log.checkpoint())
                        || !log.segments().isEmpty());
    }

    /// Checks a log against the key that lies beside it.
    public static VerifyReport verify(Path directory) throws IOException {
        return verify(directory, Optional.empty());
    }

    /// Checks a log.
    ///
    /// @param expectedKey the log's public key as it was noted down elsewhere; whoever swaps the whole log for one
    ///     of his own making is found only by this
    /// @throws java.nio.file.NoSuchFileException if there is no such directory
    public static VerifyReport verify(Path directory, Optional<String> expectedKey) throws IOException {
        return new LogVerifier(new LogDirectory(directory), expectedKey).run();
    }

    private VerifyReport run() throws IOException {
        List<Long> segments = directory.segments();
        if (segments.isEmpty()) {
            report(directory.path(), OptionalLong.empty(), OptionalLong.empty(), "there are no segments here");
        }
        long expected = 0;
        for (int i = 0; i < segments.size(); i++) {
            for (; expected < segments.get(i); expected++) {
                report(directory.segment(expected), OptionalLong.empty(), OptionalLong.empty(), "the file is missing");
                tree = Optional.empty();
            }
            expected++;
            segment(segments.get(i), i == segments.size() - 1);
        }
        checkEnd();
        long signed = checkpoint.map(Checkpoint::size).orElse(0L);
        return new VerifyReport(
                verifier.map(Verifier::line).orElse(""),
                segments.size(),
                records,
                Math.min(signed, records),
                ownQuotes,
                Math.max(0, records - signed - ownQuotes),
                writing,
                problems);
    }

    private void segment(long number, boolean last) throws IOException {
        Path file = directory.segment(number);
        try (var cursor = SegmentCursor.open(file)) {
            header(file, number, cursor);
            checkRoot(file);
            while (true) {
                switch (cursor.next()) {
                    case Step.Whole whole -> record(file, whole);
                    case Step.Broken broken -> {
                        if (last && isInFlight(cursor, broken)) {
                            return;
                        }
                        broken(file, broken, last);
                    }
                    case Step.End _ -> {
                        return;
                    }
                }
            }
        } catch (Malformed e) {
            report(file, OptionalLong.of(0), OptionalLong.empty(), String.valueOf(e.getMessage()));
            tree = Optional.empty();
        }
    }

    private void header(Path file, long number, SegmentCursor cursor) {
        SegmentHeader header = cursor.header();
        if (header.number() != number) {
            header(file, "the header is that of segment " + header.number());
        }
        if (header.length() != cursor.fileLength()) {
            report(
                    file,
                    OptionalLong.of(cursor.fileLength()),
                    OptionalLong.empty(),
                    "the file has %d bytes, it was made with %d".formatted(cursor.fileLength(), header.length()));
        }
        tree.filter(before -> !before.sameAs(header.before()))
                .ifPresent(before -> header(file, difference(before, header.before())));
        tree = Optional.of(header.before().copy());
        quotes = new QuoteCheck(header.before());
        records = header.firstRecord();
    }

    private void header(Path file, String message) {
        report(file, OptionalLong.of(0), OptionalLong.empty(), message);
    }

    /// Where two trees that should be equal are not: their peaks stand for ranges of records.
    private static String difference(MerkleTree read, MerkleTree told) {
        if (read.size() != told.size()) {
            return "the header says that %d records come before this segment, there are %d"
                    .formatted(told.size(), read.size());
        }
        long from = 0;
        for (int i = 0; i < read.peaks().size(); i++) {
            long width = Long.highestOneBit(read.size() - from);
            if (!Arrays.equals(read.peaks().get(i), told.peaks().get(i))) {
                return "records %d to %d, or this header, were changed".formatted(from, from + width - 1);
            }
            from += width;
        }
        return "the records before this segment, or its header, were changed";
    }

    private void record(Path file, Step.Whole whole) {
        records = whole.number() + 1;
        tree.ifPresent(over -> {
            byte[] hash = over.leafHash(whole.bytes(), 0, whole.bytes().length);
            over.append(hash);
            quotes.follow(hash);
        });
        checkRoot(file);
        try {
            Label label = Label.of(whole.bytes());
            if (label.number() != whole.number()) {
                report(file, whole, "it calls itself record " + label.number());
            }
            if (label.kind().equals(OwnRecord.CHECKPOINT)) {
                quote(file, whole);
            }
        } catch (IOException e) {
            report(file, whole, "it is not JSON");
        }
    }

    private void quote(Path file, Step.Whole whole) throws IOException {
        Optional<Checkpoint> quoted =
                verifier.flatMap(key -> readNote(whole).flatMap(note -> Checkpoint.open(note, key)));
        if (verifier.isPresent() && quoted.isEmpty()) {
            report(file, whole, "it quotes a checkpoint that the log's key did not sign");
        }
        quoted.ifPresent(known -> {
            quotedSize = Math.max(quotedSize, known.size());
            if (checkpoint.isPresent() && checkpoint.get().size() == known.size() && whole.number() >= known.size()) {
                ownQuotes = 1;
            }
            if (known.size() > whole.number() || (tree.isPresent() && !quotes.holds(known))) {
                report(file, whole, "the records before it are not those of the checkpoint it quotes");
            }
        });
    }

    private static Optional<String> readNote(Step.Whole whole) {
        try {
            return Optional.of(OwnRecord.note(whole.bytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void checkRoot(Path file) {
        if (tree.isPresent()
                && checkpoint.isPresent()
                && tree.get().size() == checkpoint.get().size()
                && !Arrays.equals(tree.get().root(), checkpoint.get().root())) {
            report(
                    file,
                    OptionalLong.empty(),
                    OptionalLong.of(Math.max(0, tree.get().size() - 1)),
                    "the records up to here are not the ones that were signed");
        }
    }

    /// While a gateway writes, what it is writing can be seen half done.
    private boolean isInFlight(SegmentCursor cursor, Step.Broken broken) {
        return writing
                && checkpoint.isPresent()
                && broken.number() >= checkpoint.get().size()
                && broken.offset() - cursor.endOfRecords() < IN_FLIGHT_BYTES;
    }

    private void broken(Path file, Step.Broken broken, boolean last) {
        boolean torn = last
                && checkpoint.isPresent()
                && broken.number() >= checkpoint.get().size();
        String hint =
                torn ? " (torn by a crash, which the next start of the gateway mends and records; or changed)" : "";
        report(file, OptionalLong.of(broken.offset()), OptionalLong.of(broken.number()), broken.because() + hint);
        tree = Optional.empty();
        records = Math.max(records, broken.recordsUpTo());
    }

    private void checkEnd() throws IOException {
        if (checkpoint.isPresent() && records < checkpoint.get().size()) {
            report(
                    directory.checkpoint(),
                    OptionalLong.empty(),
                    OptionalLong.of(records),
                    "%d records were signed, the log ends after %d: its tail was cut"
                            .formatted(checkpoint.get().size(), records));
        }
        // A log in use may have got a newer one since; the file is written before it is quoted.
        if (checkpoint.isPresent()
                && quotedSize > checkpoint.get().size()
                && readCheckpoint().map(Checkpoint::size).orElse(0L) < quotedSize) {
            report(
                    directory.checkpoint(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    "it covers %d records, but the log quotes one for %d: an older one was put in its place"
                            .formatted(checkpoint.get().size(), quotedSize));
        }
    }

    private Optional<Verifier> readKey(Optional<String> expectedKey) throws IOException {
        Optional<Verifier> key = read(directory.publicKey())
                .filter(text -> text.endsWith("\n"))
                .flatMap(text -> Verifier.parse(text.substring(0, text.length() - 1)));
        if (key.isEmpty()) {
            report(
                    directory.publicKey(),
                    OptionalLong.of(0),
                    OptionalLong.empty(),
                    "there is no whole public key here");
        } else if (expectedKey.isPresent()
                && !expectedKey.get().equals(key.get().line())) {
            report(
                    directory.publicKey(),
                    OptionalLong.of(0),
                    OptionalLong.empty(),
                    "this is not the expected key " + expectedKey.get());
        }
        return key;
    }

    private Optional<Checkpoint> readCheckpoint() throws IOException {
        Optional<Checkpoint> signed =
                read(directory.checkpoint()).flatMap(note -> verifier.flatMap(key -> Checkpoint.open(note, key)));
        if (signed.isEmpty()) {
            report(
                    directory.checkpoint(),
                    OptionalLong.of(0),
                    OptionalLong.empty(),
                    "there is no checkpoint here that the log's key has signed");
        }
        return signed;
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Checkpoint.utf8(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void report(Path file, Step.Whole whole, String message) {
        report(file, OptionalLong.of(whole.offset()), OptionalLong.of(whole.number()), message);
    }

    private void report(Path file, OptionalLong offset, OptionalLong record, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(String.valueOf(file.getFileName()), offset, record, message));
        }
    }
}
