// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.sql.Server;

/// The words are those of a server.
final class KeywordsTest {

    /// `R` is reserved, `T` is reserved but for functions and types (documentation, `pg_get_keywords`).
    @ParameterizedTest
    @CsvSource({"R", "T"})
    void the_catalogue_of_a_server_has_the_same_words(String category) throws IOException {
        try (Server server = Server.connect()) {
            List<List<String>> rows = server.ask(
                            "SELECT word FROM pg_get_keywords() WHERE catcode = '" + category + "' ORDER BY word")
                    .rows();
            assertThat(category.equals("R") ? Keywords.RESERVED : Keywords.FUNCTION_OR_TYPE)
                    .isEqualTo(rows.stream().map(List::getFirst).collect(Collectors.toSet()));
        }
    }
}
