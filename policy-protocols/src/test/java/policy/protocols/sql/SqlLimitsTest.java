// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.request.Value;

/// Texts made to cost more than they are long: each is undetermined, and neither overflows nor goes on for ever.
class SqlLimitsTest {

    /// `BEFORE{n}MIDDLE{n}AFTER`, the parts in braces repeated.
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        SELECT 1 |+| 200000 | 1
        SELECT 1 AS end, (|SELECT 1 AS end, (| 10000 | SELECT 1
        SELECT CASE WHEN a THEN (SELECT 1 AS end), |CASE WHEN a THEN| 5000 | 1
        EXPLAIN ANALYZE |EXPLAIN ANALYZE | 40000 | SELECT 1
        PREPARE p AS |PREPARE p AS | 30000 | SELECT 1
        DECLARE c CURSOR FOR |DECLARE c CURSOR FOR | 20000 | SELECT 1
        SELECT |(| 101 | 1
        """)
    void whatNestsWithoutEndIsUndetermined(String before, String repeated, int times, String after) {
        assertThat(reads(before + " "
                        + repeated.concat(repeated.equals("+") ? "" : " ").repeat(times) + after))
                .isInstanceOf(Value.Undetermined.class);
    }

    @Test
    void whatIsCarriedOutAgainAndAgainIsUndetermined() {
        String columns = IntStream.range(0, 5000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        assertThat(reads("PREPARE p AS SELECT " + columns + " FROM t" + "; EXECUTE p".repeat(1000)))
                .isInstanceOf(Value.Undetermined.class);
    }

    @Test
    void expressionsThatNameEachOtherAreFollowedToALimitAndNarrowNothingBehindIt() {
        String chain = IntStream.range(1, 2000)
                .mapToObj(i -> ", a%d AS (SELECT id FROM a%d)".formatted(i, i - 1))
                .collect(Collectors.joining());

        assertThat(Corpus.read(Corpus.statement("WITH a0 AS (SELECT id FROM t WHERE id = 5)" + chain
                                + " DELETE FROM t USING a1999 WHERE t.id = a1999.id"))
                        .get(SqlSchema.BOUNDED))
                .isEqualTo(Value.of(false));
    }

    @Test
    void anEndThatIsANameClosesNothing() {
        assertThat(reads("SELECT 1 AS end, 2 AS end, t.end FROM t")).isEqualTo(Value.of(true));
    }

    private static Value reads(String text) {
        return Corpus.read(Corpus.statement(text)).get(SqlSchema.READS);
    }
}
