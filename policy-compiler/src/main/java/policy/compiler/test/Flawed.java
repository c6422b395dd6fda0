// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.List;
import java.util.Optional;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.type.Lets;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Tells what is wrong with samples at the field it is about.
///
/// @param lets what names in the sample stand for
record Flawed(Report report, Lets lets) {

    void tell(SampleCheck.Flaw flaw, Given sample) {
        String protocol = sample.part().text();
        boolean unknown = !flaw.known().isEmpty();
        String[] help = flaw.field()
                .filter(_ -> unknown)
                .map(field -> Suggestion.among(flaw.known(), field, "its fields are"))
                .orElseGet(() -> flaw.help().stream().toArray(String[]::new));
        report.add(Diagnostic.of(
                Code.P209,
                "`" + protocol + "` describes no message: " + flaw.message(),
                flaw.field()
                        .flatMap(field -> place(sample.value(), field, unknown))
                        .orElse(sample.value().span()),
                unknown ? "unknown field" : "this is no message of `" + protocol + "`",
                help));
    }

    /// Where a field is written, in a let perhaps: its name if that is wrong, otherwise its value.
    private Optional<Span> place(Expression sample, String name, boolean unknown) {
        return lets.reading(
                sample,
                Optional.empty(),
                read -> read instanceof Expression.FieldsLiteral(List<Expression.Field> fields, var _)
                        ? fields.stream()
                                .filter(field -> field.name().text().equals(name))
                                .findFirst()
                                .map(field -> unknown
                                        ? field.name().span()
                                        : field.value().span())
                        : Optional.empty());
    }
}
