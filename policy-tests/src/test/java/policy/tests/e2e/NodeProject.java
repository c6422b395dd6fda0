// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The SDKs for Node, installed below `target` by npm; what is there already is used again.
final class NodeProject {

    private static final Path DIRECTORY = Path.of("target", "e2e-node");
    private static final List<String> SCRIPTS = List.of("cases.mjs", "openai.mjs", "anthropic.mjs");

    private NodeProject() {}

    /// @throws IOException if npm cannot install them; the message is npm's
    static NodeProject install() throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        for (String script : SCRIPTS) {
            Files.writeString(DIRECTORY.resolve(script), Resources.text("node/" + script));
        }
        String wanted = Resources.text("node/package.json");
        Path installed = DIRECTORY.resolve("node_modules/.installed"); // written last: half an installation has none
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Files.writeString(DIRECTORY.resolve("package.json"), wanted);
            npmInstall();
            Files.writeString(installed, wanted);
        }
        return new NodeProject();
    }

    private static void npmInstall() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "--loglevel=error")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IOException("npm install failed: " + said.strip());
        }
    }

    /// Runs one script to its end.
    ///
    /// @return what came of each case, by its name
    Map<String, JsonNode> run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("node", script)
                .directory(DIRECTORY.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process node = builder.start();
        var results = new LinkedHashMap<String, JsonNode>();
        try (var lines = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode result = new ObjectMapper().readTree(line);
                results.put(result.get("case").asText(), result);
            }
        } finally {
            node.destroy();
        }
        if (node.waitFor() != 0) {
            throw new IOException(script + " failed after " + results.keySet());
        }
        return results;
    }
}
