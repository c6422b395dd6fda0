// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.dsl.Plain;
import policy.dsl.Programs;
import policy.dsl.WithoutSpans;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Severity;

/// Whatever can be said can be written, and is read as what it was.
final class AnyProgramTest {

    @Property(tries = 1500)
    void whatIsPrintedIsReadAsTheSame(@ForAll("programs") PolicyFile program) {
        String text = Plain.print(program);
        Parsed parsed = Trees.check(text);
        assertThat(parsed.diagnostics()).as(text).allMatch(diagnostic -> diagnostic.severity() == Severity.WARNING);
        assertThat(WithoutSpans.of(parsed.file())).as(text).isEqualTo(program);
    }

    @Provide
    Arbitrary<PolicyFile> programs() {
        return Programs.any();
    }
}
