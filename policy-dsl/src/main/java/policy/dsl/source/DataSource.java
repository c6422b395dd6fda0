// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the data files of a policy set are.
public sealed interface DataSource {

    /// Below the policy directory. A file read from there need not be the one another reading finds.
    record Directory(Path root) implements DataSource {}

    /// At hand, by path relative to the policy directory with `/`.
    record Memory(SortedMap<String, byte[]> files) implements DataSource {
        public Memory {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }

        public static Memory of(Map<String, byte[]> files) {
            return new Memory(new TreeMap<>(files));
        }
    }
}
