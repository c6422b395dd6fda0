// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.test.TestCase;

final class TestFilterTest {

    @TempDir
    private static Path folder;

    /// Called `shop.prod / A refund (in prod) [GET]`.
    private static TestCase test() throws Exception {
        return Runs.of(folder, """
            policy shop.prod
            test "A refund (in prod)" for m in [GET] { http { method: m, path: "/" } expect deny }
            """).compilation().tests().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | true",
                "refund               | true",
                "REFUND               | true",
                "shop.prod / a refund | true",
                "shopXprod            | false",
                "(in prod) [GET]      | true",
                "[G]                  | false",
                "shop.prod / *        | true",
                "*refund*             | true",
                "refund*              | false",
                "*[G?T]               | true",
                "*[G?ET]              | false",
                "shop.prod/*          | false",
            })
    void takes(String filter, boolean taken) throws Exception {
        assertThat(new TestFilter(filter).takes(test())).isEqualTo(taken);
    }
}
