// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs of the machine the tests run on.
final class Commands {

    private Commands() {}

    static boolean present(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> new File(directory, name).canExecute());
    }

    /// Leaves the tests of a class out, with a line that says why: of an assumption alone nobody would hear.
    static <T> T leaveOut(String because) {
        System.out.println("left out: " + because);
        return Assumptions.abort(because);
    }

    /// Runs a main class of the tests in a process of its own.
    static ProcessBuilder java(Class<?> main, String... arguments) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        var command = Stream.concat(
                List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                        .stream(),
                Stream.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new ProcessBuilder(Stream.concat(command, Stream.of(arguments)).toList());
    }
}
