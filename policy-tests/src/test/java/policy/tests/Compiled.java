// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.WrittenRule;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.protocols.InvalidSample;
import policy.protocols.Protocols;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;

/// A policy of one file that compiles, with all that tools ask of it.
public record Compiled(Compilation compilation, List<WrittenRule> rules) {

    public static Compiled of(String policy) {
        var sources = List.of(new Source("shop.hpol", policy));
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(sources);
        assertThat(compilation.policies()).isPresent();
        return new Compiled(compilation, WrittenRules.of(Protocols.vocabulary(), SourceSet.of(sources, Map.of())));
    }

    public Revision revision() {
        return compilation.policies().orElseThrow().revision();
    }

    /// The requests of all tests.
    public List<AccessRequest> requests() {
        var requests = new TestRequests(Protocols.all());
        return compilation.tests().stream()
                .map(test -> {
                    try {
                        return requests.of(test);
                    } catch (InvalidSample invalid) {
                        throw new IllegalArgumentException(invalid);
                    }
                })
                .toList();
    }

    /// A test of protocol `http` in one line.
    public static String test(String subject, String request, String expected) {
        return "test \"t\" { subject { %s } http { %s } expect %s }%n".formatted(subject, request, expected);
    }
}
