// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hpol completion`.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print a script that completes commands and options.",
            "",
            "To have it in every new shell, put the line for yours into its start-up file."
        },
        footer = {
            "",
            "  bash, in ~/.bashrc:                    source <(hpol completion bash)",
            "  zsh, in ~/.zshrc:                      source <(hpol completion zsh)",
            "  fish, in ~/.config/fish/config.fish:   hpol completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {

    /// Named as they are written on the command line.
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine hpol = command.root().commandLine();
        String script = switch (shell) {
            // One script: it starts zsh's emulation of bash completion where it is run by zsh.
            case bash, zsh -> AutoComplete.bash("hpol", hpol);
            case fish -> FishCompletion.script(hpol);
        };
        command.commandLine().getOut().print(script);
        return ExitStatus.FINE;
    }
}
