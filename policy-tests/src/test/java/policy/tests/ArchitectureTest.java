// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The lines of ARCHITECTURE.md as code: which module may know which, and what never leaves its package.
@AnalyzeClasses(
        packages = {"policy", "approval", "gateway"},
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String[] OURS = {"policy..", "approval..", "gateway.."};

    @ArchTest
    static final ArchRule the_language_front_end_knows_only_its_grammar = classes()
            .that()
            .resideInAPackage("policy.dsl..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("policy.dsl..", "org.antlr..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule only_the_parsers_see_antlr = noClasses()
            .that()
            .resideOutsideOfPackages("policy.dsl.parse..", "policy.protocols.sql.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.antlr..");

    @ArchTest
    static final ArchRule the_runtime_knows_nobody = classes()
            .that()
            .resideInAPackage("policy.runtime..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("policy.runtime..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule protocols_are_pure = noClasses()
            .that()
            .resideInAPackage("policy.protocols..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "(policy\\.(dsl|compiler)|gateway|approval|io\\.netty|java\\.nio\\.file|java\\.net\\.(?!URLDecoder)).*");

    @ArchTest
    static final ArchRule the_compiler_knows_no_protocol_and_no_gateway = noClasses()
            .that()
            .resideInAPackage("policy.compiler..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("policy.protocols..", "gateway..", "approval..");

    @ArchTest
    static final ArchRule approvals_know_the_runtime_only = noClasses()
            .that()
            .resideInAPackage("approval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("policy.dsl..", "policy.compiler..", "policy.protocols..", "gateway..");

    @ArchTest
    static final ArchRule only_the_policy_watcher_compiles = noClasses()
            .that()
            .resideInAPackage("gateway..")
            .and()
            .resideOutsideOfPackages("gateway.policy..", "gateway")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("policy.compiler..", "policy.dsl..");

    @ArchTest
    static final ArchRule nothing_that_decides_approves_masks_or_records_names_a_protocol = noClasses()
            .that()
            .resideInAnyPackage(
                    "gateway.enforce..",
                    "gateway.exchange..",
                    "gateway.identity..",
                    "gateway.approval..",
                    "gateway.masking..",
                    "gateway.recording..",
                    "policy.runtime..",
                    "approval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "gateway.protocol.http..",
                    "gateway.protocol.llm..",
                    "policy.protocols.http..",
                    "policy.protocols.llm..");

    @ArchTest
    static final ArchRule the_shared_stages_do_not_know_each_other = slices().matching(
                    "gateway.(identity|approval|masking|recording)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule packages_of_the_gateway_form_no_circle =
            slices().matching("gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule netty_stays_in_transport = noClasses()
            .that()
            .resideInAnyPackage(OURS)
            .and()
            .resideOutsideOfPackages("gateway.transport..", "gateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule only_the_engine_sees_junit = noClasses()
            .that()
            .resideInAnyPackage(OURS)
            .and()
            .resideOutsideOfPackage("policy.tests.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..");

    @ArchTest
    static final ArchRule running_tests_needs_no_gateway = noClasses()
            .that()
            .resideInAnyPackage(
                    "policy.tests", "policy.tests.coverage..", "policy.tests.mutation..", "policy.tests.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("gateway..", "approval..", "io..");

    @ArchTest
    static final ArchRule futures_stay_in_transport = noClasses()
            .that()
            .resideInAnyPackage("gateway.enforce..", "gateway.exchange..", "gateway.protocol..", "gateway.masking..")
            .should()
            .dependOnClassesThat(futures());

    @ArchTest
    static final ArchRule no_class_has_a_name_that_says_nothing = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .orShould()
            .haveSimpleNameEndingWith("Info");

    private static DescribedPredicate<JavaClass> futures() {
        return DescribedPredicate.describe(
                "futures and reactive types",
                type -> type.isAssignableTo("java.util.concurrent.CompletionStage")
                        || type.isAssignableTo("java.util.concurrent.Future")
                        || type.isAssignableTo("org.reactivestreams.Publisher"));
    }
}
