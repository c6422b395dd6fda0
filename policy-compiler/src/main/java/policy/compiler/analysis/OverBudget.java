// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

/// The question is larger than the budget. Checked, so that nobody forgets to answer "unknown".
public final class OverBudget extends Exception {

    private static final long serialVersionUID = 1L;

    OverBudget(String what) {
        super(what, null, false, false);
    }
}
