// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import policy.dsl.ast.PolicyFile;

/// Trees without places.
public final class Shapes {

    private Shapes() {}

    /// Equal for two files exactly if they say the same.
    public static String of(PolicyFile file) {
        return Dump.of(file).replaceAll("@[0-9]+:[0-9]+\\+[0-9]+", "");
    }
}
