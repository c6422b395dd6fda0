// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which part of the server may know which. The module itself cannot know a gateway: it is not on its class path.
@AnalyzeClasses(packages = "policy.lsp", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule names_are_read_from_trees_alone = classes()
            .that()
            .resideInAPackage("policy.lsp.index..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("policy.lsp.index..", "policy.dsl..", "org.jspecify..", "java..");

    @ArchTest
    static final ArchRule words_know_no_editor = noClasses()
            .that()
            .resideInAPackage("policy.lsp.words..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse..", "policy.lsp.workspace..", "policy.lsp.feature..");

    @ArchTest
    static final ArchRule answers_do_not_talk_to_the_editor = noClasses()
            .that()
            .resideInAnyPackage("policy.lsp.feature..", "policy.lsp.complete..", "policy.lsp.workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("policy.lsp", "org.eclipse.lsp4j.services..", "org.eclipse.lsp4j.launch..");

    @ArchTest
    static final ArchRule nothing_prints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
