// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// What a check of a whole log found.
///
/// @param publicKey the key the log is signed with, as found beside it; compare it with the one you noted down when the
///     log was begun. Empty if there is none
/// @param segments how many files were read
/// @param records how many whole records they hold
/// @param signed how many of them the newest checkpoint covers
/// @param quotes 1 if one behind them quotes that checkpoint, which vouches for it by its own signature; otherwise 0
/// @param unsigned how many others came after it; they are whole, but nothing is proven of them yet. The three add up
///     to the records
/// @param writing whether a gateway is writing the log at the moment, so that its end may still be on its way
/// @param problems what is wrong, in the order of the files; a log with any is not what was signed
public record VerifyReport(
        String publicKey,
        int segments,
        long records,
        long signed,
        long quotes,
        long unsigned,
        boolean writing,
        List<Problem> problems) {

    /// Something that is not as it was written.
    ///
    /// @param file name in the log's directory
    /// @param offset of the broken frame, header or byte in the file, if it can be told
    /// @param record number of the record, if it can be told
    public record Problem(String file, OptionalLong offset, OptionalLong record, String message) {

        @Override
        public String toString() {
            var place = new StringBuilder(file);
            offset.ifPresent(at -> place.append(", byte ").append(at));
            record.ifPresent(number -> place.append(", record ").append(number));
            return place + ": " + message;
        }
    }

    public VerifyReport {
        problems = List.copyOf(problems);
    }

    public boolean intact() {
        return problems.isEmpty();
    }

    /// The report for people, line by line.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        problems.forEach(problem -> lines.add("damaged: " + problem));
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d records in %d %s: %,d signed%s%s",
                intact() ? "intact" : "NOT INTACT",
                records,
                segments,
                segments == 1 ? "segment" : "segments",
                signed,
                quotes == 0 ? "" : String.format(Locale.ROOT, ", %,d that quotes the signature", quotes),
                unsigned == 0 ? "" : String.format(Locale.ROOT, ", %,d not signed yet", unsigned)));
        if (writing) {
            lines.add("a gateway is writing this log; its last records may be missing here");
        }
        lines.add("signed by " + (publicKey.isEmpty() ? "an unknown key" : publicKey));
        return List.copyOf(lines);
    }
}
