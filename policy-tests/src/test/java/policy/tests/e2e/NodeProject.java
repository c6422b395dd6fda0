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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The SDKs for Node, installed below `target` by npm; what is there already is used again.
final class NodeProject {

    private static final Path DIRECTORY = Path.of("target", "e2e-node");
    private static final List<String> SCRIPTS =
            List.of("cases.mjs", "openai.mjs", "anthropic.mjs", "mcp-2025.mjs", "mcp-2026.mjs", "mcp-2026-server.mjs");

    private NodeProject() {}

    /// Leaves the tests of a class out where there is no Node. Only where nobody promises a registry is it no
    /// failure that there is none.
    ///
    /// @param what is tried, as the beginning of a sentence
    static NodeProject installOrLeaveOut(String what) throws IOException, InterruptedException {
        if (!Commands.present("node") || !Commands.present("npm")) {
            Commands.leaveOut(what + ", since node or npm is not installed");
        }
        try {
            return install();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                throw e;
            }
            return Commands.leaveOut(what + ", since " + e.getMessage());
        }
    }

    /// @throws IOException if npm cannot install them; the message is npm's
    private static NodeProject install() throws IOException, InterruptedException {
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

    /// A program that goes on until the caller ends it.
    ///
    /// @param script one of ours, or one in `node_modules`
    static ProcessBuilder program(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true);
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
