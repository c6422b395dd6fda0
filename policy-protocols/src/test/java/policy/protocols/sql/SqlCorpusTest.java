// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements and how they are read, as tables to be read by people too. `-Dupdate` rewrites the readings.
class SqlCorpusTest {

    @ParameterizedTest
    @ValueSource(strings = {"evasion.txt", "usual.txt"})
    void everyStatementIsReadAsTheTableSays(String table) throws IOException {
        Path file = Corpus.FOLDER.resolve(table);
        List<String> expected = Files.readAllLines(file);
        var actual = new ArrayList<String>();
        for (String line : expected) {
            actual.addAll(
                    Corpus.isStatement(line) ? Corpus.shown(line) : Corpus.isReading(line) ? List.of() : List.of(line));
        }
        if (System.getProperty("update") != null) {
            Files.write(file, actual);
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", Files.readAllLines(file)));
    }
}
