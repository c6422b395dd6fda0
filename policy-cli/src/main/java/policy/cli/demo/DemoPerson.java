// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import java.util.List;
import java.util.Locale;

/// Who takes part in the demo.
enum DemoPerson {
    /// Sends requests.
    ANA,
    /// Answers them.
    LEA;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> groups() {
        return switch (this) {
            case ANA -> List.of("engineering");
            case LEA -> List.of("engineering", "leads");
        };
    }
}
