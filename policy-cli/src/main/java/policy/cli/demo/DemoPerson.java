// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import java.util.List;

/// Who takes part in the demo.
enum DemoPerson {
    /// Sends requests.
    ANA("ana", List.of("engineering")),
    /// Answers them.
    LEA("lea", List.of("engineering", "leads"));

    private final String id;
    private final List<String> groups;

    DemoPerson(String id, List<String> groups) {
        this.id = id;
        this.groups = groups;
    }

    String id() {
        return id;
    }

    List<String> groups() {
        return groups;
    }
}
