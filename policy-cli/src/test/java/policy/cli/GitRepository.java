// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A repository for one test. Commits are made by nobody at one moment, so that their ids are always the same.
record GitRepository(Path root) {

    private static final Map<String, String> NOBODY = Map.of(
            "GIT_AUTHOR_NAME", "nobody",
            "GIT_AUTHOR_EMAIL", "nobody@example.com",
            "GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z",
            "GIT_COMMITTER_NAME", "nobody",
            "GIT_COMMITTER_EMAIL", "nobody@example.com",
            "GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_SYSTEM", "/dev/null");

    static GitRepository in(Path root) throws IOException, InterruptedException {
        var repository = new GitRepository(root);
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    void commit(String tag) throws IOException, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--message=" + tag);
        git("tag", tag);
    }

    /// What git said.
    ///
    /// @throws AssertionError if it refused
    String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Run run = run(command, Map.of());
        if (run.status() != 0) {
            throw new AssertionError(command + ": " + run.said());
        }
        return run.said();
    }

    record Run(int status, String said) {}

    /// @param more variables of its environment
    Run run(List<String> command, Map<String, String> more) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(NOBODY);
        builder.environment().putAll(more);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
