// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which file is what in a log's directory.
record LogDirectory(Path path) {

    private static final Pattern SEGMENT = Pattern.compile("segment-([0-9]{10})\\.log");

    Path segment(long number) {
        return path.resolve("segment-%010d.log".formatted(number));
    }

    /// A segment being prepared; it has no records, and none of its bytes count.
    Path spare() {
        return path.resolve("spare.tmp");
    }

    Path checkpoint() {
        return path.resolve("checkpoint");
    }

    Path publicKey() {
        return path.resolve("log.pub");
    }

    Path privateKey() {
        return path.resolve("log.key");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /// Numbers of the segments that are there, ascending.
    List<Long> segments() throws IOException {
        var numbers = new ArrayList<Long>();
        try (var files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Matcher name = SEGMENT.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    numbers.add(Long.parseLong(name.group(1)));
                }
            }
        }
        Collections.sort(numbers);
        return List.copyOf(numbers);
    }
}
