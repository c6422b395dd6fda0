// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import policy.cli.demo.Demo;

/// `hpol demo`.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "See five requests decided, with nothing to set up.",
            "",
            "Starts a gateway on embedded defaults, with an identity issuer, a model and an orders API of its own;"
                    + " sends five requests through it over real HTTP: one allowed, one denied, one masked, one held"
                    + " until approved, one denied by the reviewer; verifies the evidence; then keeps running with a"
                    + " curl line for each."
        },
        footer = {"", "Example: hpol demo --exit"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where to keep everything: configuration, policies, tokens, evidence. Default: ${DEFAULT-VALUE}")
    private Path data = Home.demo();

    @Option(names = "--exit", description = "Stop afterwards, with status 0 if all went as it should.")
    private boolean exit;

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        try (Demo demo = Demo.start(data, screen.out(command), screen.coloured())) {
            boolean asExpected = demo.show();
            if (!exit) {
                Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
                demo.keepRunning();
            }
            return asExpected ? ExitStatus.FINE : ExitStatus.PROBLEMS;
        }
    }
}
