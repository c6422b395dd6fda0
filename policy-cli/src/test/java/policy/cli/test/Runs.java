// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import policy.cli.test.TestRun.Wish;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// Policies that are written to a folder and run.
final class Runs {

    static final ProgressLine NO_PROGRESS = new ProgressLine(new PrintWriter(Writer.nullWriter()), false);
    static final Wish ALL = new Wish(new TestFilter(""), true, true);

    private Runs() {}

    static TestRun of(Path folder, String policy) throws IOException, NoSources {
        Files.writeString(folder.resolve("a.hpol"), policy);
        return TestRun.of(folder, SourceSet.read(folder), ALL, NO_PROGRESS);
    }
}
