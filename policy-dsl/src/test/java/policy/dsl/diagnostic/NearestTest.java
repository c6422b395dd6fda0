// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    private static final List<String> KNOWN =
            List.of("because", "when", "let", "sql.tables", "http.path", "http.host", "GET");

    @ParameterizedTest
    @CsvSource({
        "becuase, because",
        "becasue, because",
        "becaus, because",
        "sql.tabels, sql.tables",
        "wehn, when",
        "When, when",
        "get, GET",
        "http.pth, http.path",
        "limit,",
        "x,",
        "tel,",
        "because,",
        "record,",
    })
    void suggestsOnlyWhatIsNear(String word, String expected) {
        assertThat(Nearest.to(word, KNOWN).orElse(null)).isEqualTo(expected);
    }

    @Test
    void ofEquallyNearOnesTheFirstInTheAlphabet() {
        assertThat(Nearest.to("cat", List.of("hat", "bat"))).contains("bat");
    }

    @Test
    void wordsTooLongToBeNamesAreNotCompared() {
        String longWord = "a".repeat(1_000_000);
        assertThat(Nearest.to(longWord, List.of(longWord + "b"))).isEmpty();
    }
}
