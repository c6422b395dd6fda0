// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import policy.runtime.request.Value;

/// How far from plain a value is: what is long, and most of all what is not readable.
final class Weight {

    private Weight() {}

    static long of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> 1 + text.length();
            case Value.Int(long number) -> 1 + Long.toString(number).length();
            case Value.Bool _, Value.Many _ -> 1;
            case Value.Address _ -> 10;
            case Value.Absent _ -> 2;
            case Value.Fields _ -> 500;
            case Value.Undetermined _ -> 5_000;
        };
    }
}
