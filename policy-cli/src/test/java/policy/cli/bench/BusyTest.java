// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BusyTest {

    @ParameterizedTest
    @CsvSource({"-1, 2, false", "0, 2, false", "0.5, 2, false", "0.51, 2, true", "3.25, 2, true", "3.25, 16, false"})
    void warnsWhereAQuarterOfTheProcessorsIsAtWork(double load, int processors, boolean busy) {
        assertThat(Busy.warning(load, processors)).matches(warning -> warning.isPresent() == busy);
    }
}
