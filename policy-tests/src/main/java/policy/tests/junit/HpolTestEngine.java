// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.opentest4j.AssertionFailedError;
import policy.compiler.test.TestCase;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;
import policy.tests.TestResult;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.NoRequest;
import policy.tests.TestResult.Passed;
import policy.tests.TestResult.Unmet;
import policy.tests.TestRunner;
import policy.tests.junit.Descriptors.Broken;
import policy.tests.junit.Descriptors.Example;
import policy.tests.junit.Wanted.PolicySet;

/// Runs test blocks on the JUnit Platform. `docs/testing.md` says what it finds where; [Selection] is that.
public final class HpolTestEngine implements TestEngine {

    static final String ID = "hpol";

    private final Path workingDirectory;
    /// Build tools ask for every class by itself what tests there are; policies are compiled once for all of them.
    private final Map<Path, Read> compiled = new ConcurrentHashMap<>();

    /// As the platform makes it, for the directory the process runs in.
    public HpolTestEngine() {
        this(Path.of(""));
    }

    HpolTestEngine(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    private record Read(SourceSet sources, Compiled compiled) {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        var engine = new EngineDescriptor(id, ID);
        for (PolicySet set : Selection.of(request, workingDirectory).sets()) {
            try {
                SourceSet sources = SourceSet.read(set.path());
                switch (compiled(set.path(), sources)) {
                    case Compiled.Tests tests -> Descriptors.add(engine, set, tests);
                    case Compiled.Problem problem -> Descriptors.add(engine, set, problem);
                }
            } catch (NoSources none) {
                if (set.demanded()) {
                    Descriptors.add(engine, set, Compiled.missing(String.valueOf(none.getMessage())));
                }
            }
        }
        return engine;
    }

    private Compiled compiled(Path path, SourceSet sources) {
        return compiled.compute(
                        path,
                        (_, before) -> before != null
                                        && before.sources().sources().equals(sources.sources())
                                        && before.sources().diagnostics().equals(sources.diagnostics())
                                ? before
                                : new Read(sources, Compiled.of(sources)))
                .compiled();
    }

    @Override
    public void execute(ExecutionRequest request) {
        execute(request.getRootTestDescriptor(), request.getEngineExecutionListener());
    }

    private void execute(TestDescriptor descriptor, EngineExecutionListener listener) {
        listener.executionStarted(descriptor);
        TestExecutionResult result = switch (descriptor) {
            case Example example -> run(example);
            case Broken broken -> TestExecutionResult.failed(withoutStack(new AssertionFailedError(broken.problem())));
            case TestDescriptor group -> {
                group.getChildren().forEach(child -> execute(child, listener));
                yield TestExecutionResult.successful();
            }
        };
        listener.executionFinished(descriptor, result);
    }

    private static TestResult run(Compiled.Tests set, TestCase test) {
        return new TestRunner(Protocols.all(), set.examined()).run(set.policies(), test);
    }

    private static TestExecutionResult run(Example example) {
        try {
            return switch (run(example.set(), example.test())) {
                case Passed _ -> TestExecutionResult.successful();
                case Failed failed -> TestExecutionResult.failed(error(failed));
            };
        } catch (RuntimeException defect) {
            return TestExecutionResult.failed(defect);
        }
    }

    private static AssertionFailedError error(Failed failed) {
        String message = failed.place() + ": " + failed.message();
        var error = switch (failed.cause()) {
            case Unmet unmet -> new AssertionFailedError(message, unmet.expected(), unmet.got());
            case NoRequest _ -> new AssertionFailedError(message);
        };
        // The place in the policy, where consoles look for a line to jump to.
        error.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(
                    failed.test().policy(),
                    failed.test().title(),
                    failed.at().source().name(),
                    failed.at().line())
        });
        return error;
    }

    private static AssertionFailedError withoutStack(AssertionFailedError error) {
        error.setStackTrace(new StackTraceElement[0]);
        return error;
    }
}
