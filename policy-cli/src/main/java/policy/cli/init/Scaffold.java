// SPDX-License-Identifier: Apache-2.0
package policy.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// A new repository of policies: what will be in it, and whether it can be written where it is to be.
///
/// @param directory the root of it; need not exist
/// @param name of the policy
public record Scaffold(Path directory, String name) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final int LONGEST_NAME = 100;
    private static final String DEFAULT_NAME = "acme";
    private static final String POLICIES = "policies/";
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("--x--x--x");

    /// The name a directory suggests: its own, as far as a policy can be called so.
    public static String suggested(Path directory) {
        String last = Optional.ofNullable(directory.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
        String name =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        return isName(name) ? name : DEFAULT_NAME;
    }

    /// Whether a policy can be called so, and its rules compile then.
    public static boolean isName(String name) {
        return name.length() <= LONGEST_NAME
                && NAME.matcher(name).matches()
                && new Compiler(Protocols.vocabulary())
                        .compile(policies(name))
                        .policies()
                        .isPresent();
    }

    private static SourceSet policies(String name) {
        var sources = new ArrayList<Source>();
        Map<String, byte[]> data = new HashMap<>();
        for (Template template : Template.values()) {
            String path = template.path();
            if (path.endsWith(".hpol")) {
                sources.add(new Source(path, template.text(name)));
            } else if (path.startsWith(POLICIES)) {
                data.put(path, template.text(name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return SourceSet.of(sources, data);
    }

    /// Paths of what would be written, below the directory.
    public List<String> files() {
        return Stream.of(Template.values()).map(Template::path).toList();
    }

    /// Those of them that are there already, and what stands where one of their directories would be.
    public List<String> collisions() {
        var found = new TreeSet<String>();
        for (Template template : Template.values()) {
            Path file = directory.resolve(template.path());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                found.add(template.path());
            }
            for (Path above = file.getParent(); above != null && !above.equals(directory); above = above.getParent()) {
                if (Files.exists(above) && !Files.isDirectory(above)) {
                    found.add(directory.relativize(above).toString());
                }
            }
        }
        return List.copyOf(found);
    }

    /// @throws IOException also if a file has come in between; those before it are written then
    public void write() throws IOException {
        for (Template template : Template.values()) {
            Path file = directory.resolve(template.path());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, template.text(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (template.executable()
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var permissions = Files.getPosixFilePermissions(file);
                permissions.addAll(EXECUTABLE);
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }
}
