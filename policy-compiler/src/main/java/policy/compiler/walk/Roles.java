// SPDX-License-Identifier: Apache-2.0
package policy.compiler.walk;

import java.util.List;
import policy.compiler.type.TypedRule;

/// What becomes of each rule whose condition is true, or cannot be told. One byte a rule, so that looking it up does
/// not reach for the rule.
public final class Roles {

    private static final byte ALLOWS = 0;
    private static final byte OBSERVED = 1;
    private static final byte RESTRICTION = 2;
    private static final byte OBLIGATION = 3;

    private final byte[] byRule;

    private Roles(byte[] byRule) {
        this.byRule = byRule;
    }

    public static Roles of(List<TypedRule> rules) {
        var byRule = new byte[rules.size()];
        for (int i = 0; i < byRule.length; i++) {
            byRule[i] = role(rules.get(i));
        }
        return new Roles(byRule);
    }

    private static byte role(TypedRule rule) {
        if (rule.observe()) {
            return OBSERVED;
        }
        return switch (rule.rule().effect()) {
            case ALLOW -> ALLOWS;
            case DENY, APPROVE -> RESTRICTION;
            case MASK, LIMIT, RECORD -> OBLIGATION;
        };
    }

    /// Whether it is only watched.
    boolean isObserved(int rule) {
        return byRule[rule] == OBSERVED;
    }

    /// Whether it denies, or asks for approval, so that not knowing whether it applies means no.
    boolean isRestriction(int rule) {
        return byRule[rule] == RESTRICTION;
    }

    /// Whether it hides, bounds or keeps something.
    boolean isObligation(int rule) {
        return byRule[rule] == OBLIGATION;
    }
}
