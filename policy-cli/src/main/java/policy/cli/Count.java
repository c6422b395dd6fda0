// SPDX-License-Identifier: Apache-2.0
package policy.cli;

/// A number with its noun: `1 rule`, `2 rules`.
final class Count {

    private Count() {}

    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
