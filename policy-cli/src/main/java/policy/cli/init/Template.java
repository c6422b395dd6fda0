// SPDX-License-Identifier: Apache-2.0
package policy.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// One file of a repository of policies: where it is in there, and the resource beside this class it is made of.
enum Template {
    SERVICES("policies/services.hpol", "services.hpol"),
    MODELS("policies/models.hpol", "models.hpol"),
    CONTRACTED("policies/contracted-models.txt", "contracted-models.txt"),
    README("README.md", "README.md"),
    HOOK(".githooks/pre-commit", "pre-commit"),
    GITHUB(".github/workflows/policies.yml", "github.yml"),
    GITLAB(".gitlab-ci.yml", "gitlab.yml"),
    ATTRIBUTES(".gitattributes", "gitattributes"),
    EDITOR(".editorconfig", "editorconfig");

    private static final String NAME = "@NAME@";

    private final String path;
    private final String resource;

    Template(String path, String resource) {
        this.path = path;
        this.resource = resource;
    }

    String path() {
        return path;
    }

    /// Whether git must be able to run it.
    boolean executable() {
        return this == HOOK;
    }

    /// @param name of the policy
    String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
            return text.replace(NAME, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
