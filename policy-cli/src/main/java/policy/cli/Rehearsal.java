// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// The quick commands once over, so that the JVM sees what they need and can put it into its cache of classes
/// (`-XX:AOTCacheOutput`). The launcher runs it after a build; nothing is printed and nothing is written.
final class Rehearsal {

    private static final String MISTAKEN = "policy a\n\nallow x on http {\n    when http.methd == GET\n}\n";

    private static final String REQUEST =
            "{\"subject\": {\"id\": \"ana\"}, \"http\": {\"method\": \"GET\", \"path\": \"/\"}}";

    private Rehearsal() {}

    /// @param arguments a directory of policies
    public static void main(String[] arguments) {
        String policies = arguments[0];
        call("", "check", policies, "--stats");
        call("", "check", policies, "--json");
        call(MISTAKEN, "check", "-", "--color", "always");
        call(MISTAKEN, "check", "-", "--format", "sarif");
        call("", "test", policies);
        call("", "fmt", policies, "--check");
        call("policy  a", "fmt", "-", "--diff");
        call(REQUEST, "eval", policies, "-", "--trace");
        call(REQUEST, "eval", policies, "-", "--json");
        call("", "explain", "P203");
        call(REQUEST, "explain", policies, "-");
        call("", "chekc");
        call("", "check", "--help");
        call("", "--help");
    }

    private static void call(String input, String... arguments) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        var nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine line = Main.commandLine(arguments).setOut(nowhere).setErr(nowhere);
        line.execute(arguments);
    }
}
