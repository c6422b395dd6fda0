// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Checks the imports of one policy.
final class Imports {

    private final Map<String, ImportDeclaration> byAlias = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final String policy;
    private final Set<String> policies;
    private final boolean allKnown;
    private final Set<String> reserved;
    private final Report report;

    /// @param policies the names of all there are
    /// @param allKnown whether no file lacks its policy's name
    /// @param reserved words before the dot of attributes
    Imports(String policy, Set<String> policies, boolean allKnown, Set<String> reserved, Report report) {
        this.policy = policy;
        this.policies = policies;
        this.allKnown = allKnown;
        this.reserved = reserved;
        this.report = report;
    }

    /// @return those that are right, by alias
    Map<String, ImportDeclaration> check(List<ImportDeclaration> imports) {
        for (ImportDeclaration one : imports) {
            if (!isKnown(one)) {
                broken.add(alias(one).text());
            } else if (isFree(one)) {
                byAlias.put(alias(one).text(), one);
            }
        }
        return byAlias;
    }

    /// The words of those that are wrong: what is called by them may be right, so nothing is said about it.
    Set<String> broken() {
        return broken;
    }

    /// The word before the dot.
    static Name alias(ImportDeclaration one) {
        String policy = one.policy().text();
        return one.alias()
                .orElseGet(() -> new Name(
                        policy.substring(policy.lastIndexOf('.') + 1),
                        one.policy().span()));
    }

    private boolean isKnown(ImportDeclaration one) {
        String name = one.policy().text();
        if (name.equals(policy)) {
            report.add(Diagnostic.of(
                    Code.P211,
                    "`" + name + "` imports itself",
                    one.policy().span(),
                    "this is the policy it stands in",
                    "delete it; the names of a policy reach over all its files"));
            return false;
        }
        if (policies.contains(name)) {
            return true;
        }
        if (!allKnown || report.isFull(one.span())) {
            report.silentMistake();
        } else {
            report.add(Diagnostic.of(
                    Code.P211,
                    "there is no policy `" + name + "`",
                    one.policy().span(),
                    "no file begins with `policy " + name + "`",
                    Suggestion.among(policies, name, "the policies are")));
        }
        return false;
    }

    private boolean isFree(ImportDeclaration one) {
        Name alias = alias(one);
        ImportDeclaration before = byAlias.get(alias.text());
        if (reserved.contains(alias.text())) {
            report.add(taken(one, "attributes begin with this word"));
            broken.add(alias.text());
            return false;
        }
        if (before == null) {
            return true;
        }
        boolean inAnotherFile = !before.span().source().equals(one.span().source());
        if (!inAnotherFile || !before.policy().text().equals(one.policy().text())) {
            report.add(taken(one, "another import has this word").withSecondary(before.span(), "first imported here"));
            broken.add(alias.text());
        }
        return false;
    }

    private static Diagnostic taken(ImportDeclaration one, String why) {
        String word = alias(one).text();
        return Diagnostic.of(
                Code.P212,
                "`" + word + "` means something else already",
                alias(one).span(),
                why,
                "give it another word: `import " + one.policy().text() + " as …`");
    }
}
