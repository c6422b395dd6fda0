// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.DirectorySource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import policy.compiler.test.TestCase;
import policy.dsl.source.Span;
import policy.tests.junit.Wanted.Case;
import policy.tests.junit.Wanted.PolicySet;

/// The tree of what is run: policy set, policy, test. What cannot be compiled is one test that fails.
final class Descriptors {

    private static final String SET = "policies";
    private static final String POLICY = "policy";
    private static final String TEST = "test";
    private static final String PROBLEM = "problem";

    private Descriptors() {}

    /// A policy set or a policy.
    static final class Group extends AbstractTestDescriptor {
        private Group(UniqueId id, String name, TestSource source) {
            super(id, name, source);
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }
    }

    /// One test.
    static final class Example extends AbstractTestDescriptor {
        private final Compiled.Tests set;
        private final TestCase test;

        private Example(UniqueId id, String name, Compiled.Tests set, TestCase test, TestSource source) {
            super(id, name, source);
            this.set = set;
            this.test = test;
        }

        /// The policies it is of, with all their tests.
        Compiled.Tests set() {
            return set;
        }

        TestCase test() {
            return test;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }

    /// Stands for a policy set that cannot be run, and fails with the reason.
    static final class Broken extends AbstractTestDescriptor {
        private final String problem;

        private Broken(UniqueId id, String name, TestSource source, String problem) {
            super(id, name, source);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }

    /// Adds the tests that are wanted; where there are none, nothing.
    static void add(TestDescriptor engine, PolicySet set, Compiled.Tests compiled) {
        Group group = child(engine, SET, set.path().toString(), place(set.path()));
        var taken = new HashMap<String, Integer>();
        for (TestCase test : compiled.tests()) {
            int again = taken.merge(TestId.of(test).toString(), 1, Integer::sum);
            TestId id = TestId.of(test).numbered(again);
            if (set.takes(new Case(test, id))) {
                Group policy = policy(group, id.policy());
                UniqueId unique = policy.getUniqueId().append(TEST, id.name());
                policy.addChild(new Example(unique, id.name(), compiled, test, source(set.path(), test.span())));
            }
        }
        group.prune();
    }

    static void add(TestDescriptor engine, PolicySet set, Compiled.Problem problem) {
        Group group = child(engine, SET, set.path().toString(), place(set.path()));
        TestSource source = problem.at().map(at -> source(set.path(), at)).orElseGet(() -> place(set.path()));
        Group all = policy(
                group, String.valueOf(set.path().toAbsolutePath().normalize().getFileName()));
        UniqueId id = all.getUniqueId().append(PROBLEM, problem.what());
        all.addChild(new Broken(id, problem.what(), source, problem.text()));
    }

    /// Surefire counts only what is below the source of a class that is shown by its name; it lets the build pass,
    /// whatever fails elsewhere. So a policy looks like a class of its name.
    private static Group policy(Group set, String name) {
        return child(set, POLICY, name, ClassSource.from(name));
    }

    private static Group child(TestDescriptor parent, String kind, String name, TestSource source) {
        UniqueId id = parent.getUniqueId().append(kind, name);
        return parent.getChildren().stream()
                .filter(child -> child.getUniqueId().equals(id))
                .map(Group.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var group = new Group(id, name, source);
                    parent.addChild(group);
                    return group;
                });
    }

    private static TestSource place(Path path) {
        return Files.isDirectory(path) ? DirectorySource.from(path.toFile()) : FileSource.from(path.toFile());
    }

    private static TestSource source(Path root, Span at) {
        return FileSource.from(file(root, at), FilePosition.from(at.line(), at.column()));
    }

    /// The file a place is in. Sources are named relative to the directory; a single file is the root itself.
    private static File file(Path root, Span at) {
        return (Files.isDirectory(root) ? root.resolve(at.source().name()) : root).toFile();
    }
}
