// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Locale;

/// A truth value of strong Kleene logic, from least to most true. Undetermined is "true or false, nobody can tell", so
/// a connective is undetermined exactly when the undetermined operands could still tip it.
public enum Truth {
    FALSE(0),
    UNDETERMINED(1),
    TRUE(2);

    private final int number;

    Truth(int number) {
        this.number = number;
    }

    /// What code calculates with: `not` is the number of [#TRUE] less it, `and` the least, `or` the greatest.
    public int number() {
        return number;
    }

    public static Truth of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNDETERMINED -> UNDETERMINED;
            case TRUE -> FALSE;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
