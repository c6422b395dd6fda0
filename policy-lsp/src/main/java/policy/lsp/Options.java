// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.jspecify.annotations.Nullable;
import policy.lsp.workspace.Uris;

/// Which directories are policy sets: the folders the editor has open, or what the option `directories` names below
/// each of them.
///
/// @param below paths below a folder; empty for the folder itself
record Options(List<String> below) {

    private static final String DIRECTORIES = "directories";

    Options {
        below = List.copyOf(below);
    }

    /// @param given `initializationOptions`; what is not understood is left out
    static Options of(@Nullable Object given) {
        var below = new ArrayList<String>();
        if (given instanceof JsonObject object && object.get(DIRECTORIES) instanceof JsonArray directories) {
            for (JsonElement directory : directories) {
                if (directory.isJsonPrimitive()) {
                    below.add(directory.getAsString());
                }
            }
        }
        return new Options(below);
    }

    /// The policy directories of a folder; none that lies outside of it.
    Set<Path> directories(Path folder) {
        var directories = new LinkedHashSet<Path>();
        for (String path : below.isEmpty() ? List.of("") : below) {
            try {
                Path directory = folder.resolve(path).normalize();
                if (directory.startsWith(folder)) {
                    directories.add(directory);
                }
            } catch (InvalidPathException noPath) {
                System.getLogger(Options.class.getName()).log(System.Logger.Level.WARNING, "not a directory: " + path);
            }
        }
        return directories;
    }

    @SuppressWarnings("deprecation") // editors that know no folders still send the root alone
    static List<Path> folders(InitializeParams params) {
        if (params.getWorkspaceFolders() != null) {
            return params.getWorkspaceFolders().stream()
                    .flatMap(folder -> path(folder).stream())
                    .toList();
        }
        return Optional.ofNullable(params.getRootUri()).flatMap(Uris::path).stream()
                .toList();
    }

    static Optional<Path> path(WorkspaceFolder folder) {
        return Uris.path(folder.getUri());
    }
}
