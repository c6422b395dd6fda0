// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.ModuleSelector;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/// Which policy sets a request selects: by directory, file, class path resource, class marked with [PolicyTests] or id.
/// A request that selects by classes, packages, modules or roots of the class path also gets those the build names, or
/// those that stand where they are looked for.
final class Selection {

    /// Configuration parameter: directories, separated by commas; empty for none.
    static final String POLICIES = "hpol.policies";

    /// Where policies are looked for when the parameter is not set.
    static final List<String> USUAL_PLACES = List.of("src/test/hpol", "policies");

    private static final String SUFFIX = ".hpol";

    private final List<Path> configured;
    private final boolean named;
    private final Wanted wanted = new Wanted();

    private Selection(EngineDiscoveryRequest request, Path workingDirectory) {
        Optional<String> parameter = request.getConfigurationParameters().get(POLICIES);
        this.named = parameter.isPresent();
        this.configured = parameter
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(path -> !path.isEmpty()))
                .orElseGet(USUAL_PLACES::stream)
                .map(workingDirectory::resolve)
                .filter(path -> named || Files.isDirectory(path))
                .toList();
    }

    static Wanted of(EngineDiscoveryRequest request, Path workingDirectory) {
        var selection = new Selection(request, workingDirectory);
        request.getSelectorsByType(DiscoverySelector.class).forEach(selection::select);
        return selection.wanted;
    }

    private void select(DiscoverySelector selector) {
        switch (selector) {
            case DirectorySelector directory -> wanted.add(directory.getPath(), false, _ -> true);
            case FileSelector file -> file(file.getPath());
            case ClasspathResourceSelector resource -> resource(resource);
            case UniqueIdSelector id -> id(id.getUniqueId());
            case ClassSelector type -> type(type);
            case PackageSelector _, ModuleSelector _, ClasspathRootSelector _ -> everywhere();
            // Methods, iterations and whatever other engines know: nothing of ours.
            default -> {}
        }
    }

    /// A file is compiled with those around it: in a directory that the build names, or else in its own.
    private void file(Path file) {
        if (!file.toString().endsWith(SUFFIX)) {
            return;
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path root = wanted.setAround(parent == null ? file : parent, configured);
        String name = root.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        wanted.add(root, true, one -> one.test().span().source().name().equals(name));
    }

    private void resource(ClasspathResourceSelector selector) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(selector.getClasspathResourceName());
        if (url == null || !url.getProtocol().equals("file")) {
            return; // in a jar there are no directories to read
        }
        try {
            Path path = Path.of(url.toURI());
            if (Files.isDirectory(path)) {
                wanted.add(path, false, _ -> true);
            } else {
                file(path);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void id(UniqueId id) {
        if (id.getEngineId().filter(HpolTestEngine.ID::equals).isEmpty()) {
            return;
        }
        List<UniqueId.Segment> segments = id.getSegments();
        if (segments.size() < 2) {
            everywhere();
            return;
        }
        List<String> within =
                segments.stream().skip(2).map(UniqueId.Segment::getValue).toList();
        wanted.add(Path.of(segments.get(1).getValue()), true, one -> one.id().isWithin(within));
    }

    private void type(ClassSelector selector) {
        PolicyTests marked = selector.getJavaClass().getAnnotation(PolicyTests.class);
        if (marked == null) {
            everywhere();
        } else {
            Arrays.stream(marked.value()).forEach(path -> wanted.add(Path.of(path), true, _ -> true));
        }
    }

    private void everywhere() {
        configured.forEach(path -> wanted.add(path, named, _ -> true));
    }
}
