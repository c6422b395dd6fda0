// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.test.TestCase;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.WrittenRule;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.protocols.InvalidSample;
import policy.protocols.Protocols;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;
import policy.tests.coverage.Coverage;
import policy.tests.mutation.MutationRun;

/// A directory of policies people start from, with all that is asked of it.
record Pack(Path directory, Compilation compilation, List<WrittenRule> rules) {

    static final Path ALL = Path.of("../policy-examples");

    static List<Path> directories() throws IOException {
        try (Stream<Path> entries = Files.list(ALL)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    static Pack of(Path directory) throws IOException, NoSources {
        SourceSet files = SourceSet.read(directory);
        return new Pack(
                directory,
                new Compiler(Protocols.vocabulary()).compile(files),
                WrittenRules.of(Protocols.vocabulary(), files));
    }

    List<TestResult> results() {
        return new TestRunner(Protocols.all()).run(compilation.policies().orElseThrow(), compilation.tests());
    }

    Coverage coverage() {
        return Coverage.of(
                revision(),
                rules,
                compilation.tests().stream().map(Pack::request).toList());
    }

    MutationRun mutation() {
        var examples = compilation.tests().stream()
                .map(test -> new MutationRun.Example(request(test), test.answer(), test.expectations()))
                .toList();
        return MutationRun.of(revision(), rules, examples, Progress.IGNORED);
    }

    /// What stands in the README beside the rules; empty if there is none.
    Optional<String> readme() throws IOException {
        Path file = directory.resolve("README.md");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private Revision revision() {
        return compilation.policies().orElseThrow().revision();
    }

    private static AccessRequest request(TestCase test) {
        try {
            return new TestRequests(Protocols.all()).of(test);
        } catch (InvalidSample invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }
}
