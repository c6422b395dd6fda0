// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import policy.cli.report.CheckJson;
import policy.cli.report.Json;

/// Tells that policies have mistakes, for commands that cannot go on then. Apart from [Screen], which commands use
/// that load nothing for JSON.
final class Mistakes {

    private Mistakes() {}

    /// @param json to programs, as `hpol check --json` does, and not to people
    /// @return the exit status
    static int tell(CommandSpec command, Screen screen, Workspace workspace, boolean json) {
        if (json) {
            screen.out(command).println(Json.text(CheckJson.of(List.of(workspace.checked()), /* statistics= */ false)));
        } else {
            screen.tell(command, workspace);
        }
        return ExitStatus.PROBLEMS;
    }
}
