// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.compiler.evaluate.TreePolicySet;
import policy.compiler.tree.Listing;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.runtime.evaluate.CompiledPolicySet;

final class CompilerTest {

    private static final List<String> RULES = List.of(
            "allow r1 on web { when web.path starts with base }",
            "allow r2 on web { when web.verb == GET }",
            "deny r3 on any { when subject.kind == agent }",
            "mask r4 on web { when web.secure find email as hash }",
            "approve r5 on web { when has web.size and web.size > 9 ask 1 of group(\"dba\") }",
            "allow r6 on web { when web.path in [\"/a\", \"/b\"] }",
            "deny r7 on web { when web.path == \"/c\" }",
            "let base = \"/svc/\"");

    private static Compilation compile(Source... sources) {
        return new Compiler(Fixtures.VOCABULARY).compile(List.of(sources));
    }

    private static Source source(String name, String... declarations) {
        return new Source(name, "policy p\n" + String.join("\n", declarations));
    }

    @Test
    void noFileHasMoreThanAHundredMistakesToTell() {
        String[] wrong = IntStream.range(0, 20_000)
                .mapToObj(i -> "allow r%d on web { when web.pith == \"/%d\" }".formatted(i, i))
                .toArray(String[]::new);
        Compilation compilation =
                compile(source("a.hpol", wrong), source("b.hpol", "deny r on web { when web.pith == \"/\" }"));
        assertThat(compilation.policies()).isEmpty();
        assertThat(compilation.diagnostics()).hasSize(102).anyMatch(told -> told.code() == Code.P003);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderOfRulesAndFilesDoesNotMatter(long seed) {
        var shuffled = new ArrayList<>(RULES);
        Collections.shuffle(shuffled, new Random(seed));
        Compilation straight = compile(source("a.hpol", RULES.toArray(String[]::new)));
        Compilation mixed = compile(
                source("z.hpol", shuffled.subList(0, 4).toArray(String[]::new)),
                source("b.hpol", shuffled.subList(4, 8).toArray(String[]::new)));
        assertThat(tree(mixed)).isEqualTo(tree(straight));
    }

    private static String tree(Compilation compilation) {
        assertThat(compilation.diagnostics()).isEmpty();
        return Listing.of(((TreePolicySet) compilation.policies().orElseThrow()).tree("web"));
    }

    @Test
    void theRevisionIsOfTheFiles() {
        Source one = source("a.hpol", "allow r on web { when web.secure }");
        Source two = source("b.hpol", "deny s on web { when web.path == \"/x\" }");
        CompiledPolicySet first = compile(one, two).policies().orElseThrow();
        assertThat(compile(two, one).policies().orElseThrow().revision()).isEqualTo(first.revision());
        assertThat(compile(one).policies().orElseThrow().revision()).isNotEqualTo(first.revision());
    }

    @Test
    void twoSourcesOfOneNameAreRefused() {
        assertThatThrownBy(() -> compile(source("a.hpol"), source("a.hpol")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requiresWhatRulesReadAndNothingElse() {
        Compilation compilation = compile(source(
                "a.hpol",
                "allow a on web { when web.body finds email and subject.id == \"x\" }",
                "deny b on web { when web.verb == GET because \"{web.path}\" }",
                "allow c on bot { when bot.model == \"m\" }"));
        CompiledPolicySet policies = compilation.policies().orElseThrow();
        assertThat(policies.requires(Fixtures.WEB))
                .containsExactlyInAnyOrder(Fixtures.BODY.findings(), Fixtures.VERB, Fixtures.PATH);
        assertThat(policies.requires(Fixtures.BOT)).containsExactly(Fixtures.MODEL);
        assertThat(policies.size()).isEqualTo(3);
        assertThat(compilation.statistics().atoms()).isEqualTo(4);
    }

    @Test
    void noPolicySetComesOfAnError() {
        Compilation compilation = compile(
                source("a.hpol", "allow fine on web { when web.secure }"),
                source("b.hpol", "allow wrong on web { when web.pth == \"/\" }"),
                new Source("c.hpol", "policy"));
        assertThat(compilation.policies()).isEmpty();
        assertThat(compilation.diagnostics())
                .extracting(d -> d.primary().span().source().name())
                .contains("b.hpol", "c.hpol");
    }

    @Test
    void whatCouldNotBeReadMayDeclareANameUsedElsewhere() {
        Compilation compilation = compile(
                source("a.hpol", "let base = = \"/x\"", "deny d on web {"),
                source("b.hpol", "allow r on web { when web.path == base }", "test \"t\" { web {} expect deny by d }"));
        assertThat(compilation.policies()).isEmpty();
        assertThat(compilation.diagnostics())
                .extracting(Diagnostic::code)
                .allMatch(code -> code.name().startsWith("P1"));
    }

    @Test
    void aMistakeInALetIsToldOnceAndShowsItsUse() {
        Compilation compilation = compile(source(
                "a.hpol",
                "let slow = web.pth == \"/slow\"",
                "allow a on web { when slow }",
                "deny b on web { when slow }"));
        assertThat(compilation.diagnostics()).hasSize(1);
        Diagnostic told = compilation.diagnostics().getFirst();
        assertThat(told.code()).isEqualTo(Code.P203);
        assertThat(told.secondary()).extracting(label -> label.span().line()).containsExactly(3);
    }

    @Test
    void letsThatDoubleEachOtherAreStoppedEarly() {
        String lets = IntStream.range(0, 30)
                .mapToObj(i -> "let x%d = x%d or x%d".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("\n"));
        Compilation compilation = compile(source("a.hpol", lets, "let x30 = web.secure", "allow a on web { when x0 }"));
        assertThat(compilation.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.P402);
        String values = IntStream.range(0, 30)
                .mapToObj(i -> "let x%d = [x%d, x%d]".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("\n"));
        assertThat(compile(source("a.hpol", values, "let x30 = 1", "test \"t\" { web { path: x0 } expect deny }"))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsOnly(Code.P402);
    }

    @Test
    void conditionsAtTheDepthTheParserAllowsCompile() {
        String deep = "(".repeat(90) + "web.secure" + ")".repeat(90);
        assertThat(compile(source("a.hpol", "allow a on web { when " + deep + " }"))
                        .diagnostics())
                .noneMatch(told -> told.severity() == Severity.ERROR);
        String nested = "not (web.secure and ".repeat(45) + "web.secure" + ")".repeat(45);
        assertThat(compile(source("a.hpol", "allow a on web { when " + nested + " }"))
                        .diagnostics())
                .noneMatch(told -> told.severity() == Severity.ERROR);
    }
}
