// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

/// Why a name stays as it is: lower case, user text in backticks.
public final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
