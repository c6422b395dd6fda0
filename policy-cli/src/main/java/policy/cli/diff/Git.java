// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.dsl.source.NoSources;

/// Asks the `git` executable, without a shell, about the repository that a directory is in. It reads objects only: no
/// hook runs, nothing is fetched, nothing is written.
final class Git {

    /// What would point git at another repository than the directory's own; hooks are run with these set.
    private static final List<String> ELSEWHERE =
            List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY");

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /// One file of a tree.
    ///
    /// @param mode octal, such as `100644`; `120000` is a symbolic link
    /// @param bytes its length
    record Entry(String mode, String object, long bytes, String path) {}

    /// The first line of what git answers; empty if it refuses.
    Optional<String> line(String... arguments) throws NoSources, IOException {
        Process git = start(arguments);
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return finish(git) == 0 ? said.lines().findFirst().or(() -> Optional.of("")) : Optional.empty();
    }

    /// Every file below a tree.
    ///
    /// @param most how many there may be
    List<Entry> files(String tree, int most) throws NoSources, IOException {
        Process git = start("ls-tree", "-r", "-z", "-l", "--full-tree", tree);
        git.getOutputStream().close();
        var entries = new ArrayList<Entry>();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String line : said.split("\0", -1)) {
            if (line.isEmpty()) {
                continue; // each ends in NUL
            }
            int tab = line.indexOf('\t');
            // <mode> SP <type> SP <object> SP+ <size> TAB <path>; a submodule is no blob and has no size.
            String[] words = tab < 0 ? new String[0] : line.substring(0, tab).split(" +");
            if (words.length == 4 && words[1].equals("blob")) {
                entries.add(new Entry(words[0], words[2], Long.parseLong(words[3]), line.substring(tab + 1)));
            }
        }
        if (finish(git) != 0 || entries.size() > most) {
            throw new NoSources("the tree " + tree + " cannot be listed, or holds more than " + most + " files");
        }
        return entries;
    }

    /// Reads objects one after the other.
    final class Objects implements AutoCloseable {

        private final Process git;
        private final DataInputStream answers;

        Objects() throws NoSources, IOException {
            this.git = start("cat-file", "--batch");
            this.answers = new DataInputStream(new BufferedInputStream(git.getInputStream()));
        }

        /// @throws NoSources if there is no such object, or it is larger than `most` bytes
        byte[] read(String object, int most) throws NoSources, IOException {
            git.getOutputStream().write((object + "\n").getBytes(StandardCharsets.US_ASCII));
            git.getOutputStream().flush();
            // <object> SP blob SP <size>
            String[] head = line().split(" ", -1);
            long size = head.length == 3 && head[2].matches("\\d{1,18}") ? Long.parseLong(head[2]) : -1;
            if (size < 0 || size > most) {
                throw new NoSources("git cannot hand out the object " + object
                        + (size > most ? ": it is over " + most + " bytes" : ""));
            }
            byte[] content = answers.readNBytes((int) size);
            if (content.length != size || answers.read() != '\n') {
                throw new NoSources("git broke off in the object " + object);
            }
            return content;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = answers.read(); c >= 0 && c != '\n'; c = answers.read()) {
                line.append((char) c);
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            git.getOutputStream().close();
            git.destroy();
        }
    }

    Objects objects() throws NoSources, IOException {
        return new Objects();
    }

    private Process start(String... arguments) throws NoSources {
        var command = new ArrayList<>(List.of("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(ELSEWHERE);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NoSources("reading a revision needs git, which cannot be started: " + e.getMessage());
        }
    }

    private static int finish(Process git) throws IOException {
        try (InputStream rest = git.getInputStream()) {
            rest.skip(Long.MAX_VALUE);
            return git.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git was at work", e);
        }
    }
}
