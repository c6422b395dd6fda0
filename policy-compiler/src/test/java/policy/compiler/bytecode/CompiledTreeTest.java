// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.compiler.evaluate.TreePolicySet;
import policy.compiler.tree.DecisionTree;
import policy.compiler.walk.Found;
import policy.compiler.walk.Walk;
import policy.dsl.source.Source;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Subject;

/// Code at the sizes that random policy sets do not reach: as many rules, branches and forms as need more than one
/// method, or more than one class. It comes upon what a walk does.
final class CompiledTreeTest {

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("one wide switch", 5_000, i -> "web.path == \"/%d\" and web.secure".formatted(i)),
                shape(
                        "questions below each branch",
                        3_000,
                        i -> "web.path == \"/%d\" and web.verb in [GET] and subject in group(\"g%d\")"
                                .formatted(i / 6, i % 6)),
                shape("rules that share nothing", 300, i -> "not web.path contains \"%d\"".formatted(i)),
                shape("more forms than a class has", 1_200, i -> "web.path == \"/%d\" and (%s)".formatted(i, form(i))),
                shape(
                        "a condition too large for a method",
                        5,
                        i -> IntStream.range(0, 300)
                                .mapToObj(j -> "not web.path ends with \"%d_%d\"".formatted(i, j))
                                .collect(Collectors.joining(" and "))));
    }

    /// Another form for each number.
    private static String form(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "web.secure" : "web.verb == GET")
                .collect(Collectors.joining(" or (not web.path == \"x\") and "));
    }

    private static Arguments shape(String name, int rules, IntFunction<String> condition) {
        return Arguments.of(name, rules, condition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void comesUponWhatAWalkDoes(String name, int rules, IntFunction<String> condition) {
        DecisionTree tree = tree(rules, condition);
        CompiledTree compiled = CompiledTree.of(tree);
        var found = new Found();
        for (int i = 0; i < 500; i++) {
            AccessRequest request = Requests.web()
                    .by(Subject.Kind.PERSON, "g" + i % 6)
                    .with(Fixtures.PATH, "/" + i * 7 % (rules + 1))
                    .build();
            Found walked = Walk.through(tree, request).found();
            compiled.follow(request, found);
            assertThat(found.path().toList()).isEqualTo(walked.path().toList());
            assertThat(found.applied().toList()).isEqualTo(walked.applied().toList());
        }
    }

    @Test
    void goesWhenNothingNeedsItAnyMore() throws InterruptedException {
        var code = new WeakReference<>(CompiledTree.of(tree(100, i -> "web.path == \"/%d\"".formatted(i)))
                .code());
        for (int i = 0; i < 100 && code.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(code.get()).as("the class of the code").isNull();
    }

    private static DecisionTree tree(int rules, IntFunction<String> condition) {
        String text = IntStream.range(0, rules)
                .mapToObj(i -> "allow r%d on web { when %s }".formatted(i, condition.apply(i)))
                .collect(Collectors.joining("\n", "policy p\n", "\n"));
        var compilation = new Compiler(Fixtures.VOCABULARY).compile(List.of(new Source("p.hpol", text)));
        return ((TreePolicySet) compilation.policies().orElseThrow()).tree("web");
    }
}
