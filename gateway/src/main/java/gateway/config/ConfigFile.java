// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads `hpol.yaml`: text to tree, tree to records, records checked each and together. All problems of
/// all steps are told at once.
public final class ConfigFile {

    private static final long MAX_BYTES = 1 << 20;

    private ConfigFile() {}

    /// @param environment what `${NAME}` refers to
    /// @param protocols what the gateway can carry, so what a target may speak
    /// @throws InvalidConfig with the whole report
    public static GatewayConfig read(Path file, Map<String, String> environment, Collection<String> protocols)
            throws InvalidConfig {
        Path absolute = file.toAbsolutePath().normalize();
        YamlTree tree = YamlTree.read(text(file), environment);
        Path directory = absolute.getParent() == null ? absolute : absolute.getParent();
        var binding = new Binding(tree, directory);
        GatewayConfig config = tree.problems().isEmpty() || tree.root().isObject() ? binding.bind() : null;

        var problems = new ArrayList<>(tree.problems());
        addNews(binding.problems(), problems);
        if (config != null) {
            var found = new ArrayList<>(Checks.of(config, tree, protocols));
            found.removeIf(problem -> binding.meant().contains(problem.at()));
            addNews(found, problems);
        } else if (problems.isEmpty()) {
            problems.add(tree.problem(
                    JsonPointer.empty(), "the file is empty", "begin with the example in docs/configuration.md"));
        }
        if (config == null || !problems.isEmpty()) {
            throw new InvalidConfig(report(file, problems));
        }
        return config;
    }

    /// What could not be read is also missing, and what is missing has no right value; that is told once.
    private static void addNews(List<Problem> found, List<Problem> known) {
        var before = List.copyOf(known);
        found.stream()
                .filter(problem -> before.stream()
                        .noneMatch(told -> below(problem.at(), told.at()) || below(told.at(), problem.at())))
                .forEach(known::add);
    }

    private static boolean below(JsonPointer pointer, JsonPointer above) {
        return pointer.equals(above) || pointer.toString().startsWith(above + "/");
    }

    private static String text(Path file) throws InvalidConfig {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidConfig(alone(
                        file, "the file is over 1 MiB", "a configuration is a few kilobytes; is it the right file?"));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidConfig(alone(file, "there is no such file", "name the configuration with --config FILE"));
        } catch (CharacterCodingException e) {
            throw new InvalidConfig(alone(file, "the file is not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            throw new InvalidConfig(
                    alone(file, "the file cannot be read", "check that it is a file and who may read it"));
        }
    }

    private static String alone(Path file, String message, String remedy) {
        return report(file, List.of(new Problem(JsonPointer.empty(), 0, 0, message, remedy)));
    }

    private static String report(Path file, List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .distinct()
                .map(problem -> problem.render(file.toString()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
