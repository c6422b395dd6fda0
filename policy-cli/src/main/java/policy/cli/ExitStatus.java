// SPDX-License-Identifier: Apache-2.0
package policy.cli;

/// What a command's exit status means, the same for all commands.
final class ExitStatus {

    static final int FINE = 0;

    /// Policies have problems, tests fail, a request is denied, evidence does not verify.
    static final int PROBLEMS = 1;

    /// Wrong arguments, or nothing there to work on.
    static final int USAGE = 2;

    private ExitStatus() {}
}
