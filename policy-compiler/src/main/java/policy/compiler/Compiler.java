// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.util.List;
import policy.dsl.source.Source;
import policy.runtime.request.Vocabulary;

/// Turns sources into a policy set that decides, or into all that is wrong with them.
public final class Compiler {

    private final Vocabulary vocabulary;

    public Compiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// @param sources all files of the policy set; their order does not matter
    public Compilation compile(List<Source> sources) {
        throw new UnsupportedOperationException(
                "not yet: " + vocabulary.schemas().size() + sources.size());
    }
}
