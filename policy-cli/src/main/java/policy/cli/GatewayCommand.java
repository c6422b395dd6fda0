// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import gateway.Gateway;
import gateway.UnusableAddress;
import gateway.config.InvalidConfig;
import gateway.policy.BrokenPolicies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hpol gateway`.
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Enforce policies on real traffic.",
            "",
            "Starts the gateway a configuration file describes and runs until it is stopped (Ctrl-C or SIGTERM). A"
                    + " configuration or policy set with a mistake stops the start; docs/configuration.md lists"
                    + " every key."
        },
        footer = {"", "Example: hpol gateway --config hpol.yaml"})
final class GatewayCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration. Paths in it are relative to it.")
    private Path config = Path.of("hpol.yaml");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (Gateway gateway = Gateway.start(Gateway.configuration(config, System.getenv()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            gateway.awaitStop();
            return ExitStatus.FINE;
        } catch (InvalidConfig mistake) {
            command.commandLine().getErr().println(mistake.getMessage());
            return ExitStatus.USAGE;
        } catch (BrokenPolicies mistake) {
            command.commandLine().getErr().println(mistake.getMessage());
            return ExitStatus.PROBLEMS;
        } catch (UnusableAddress taken) {
            command.commandLine().getErr().println("hpol: " + taken.getMessage());
            return ExitStatus.PROBLEMS;
        }
    }
}
