// SPDX-License-Identifier: Apache-2.0
package policy.cli.schema;

import java.util.List;
import java.util.stream.Collectors;
import policy.cli.report.Markup;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Schemas as Markdown tables.
public final class SchemaMarkdown {

    private SchemaMarkdown() {}

    /// Everything policies can speak of.
    public static String overview(Vocabulary vocabulary) {
        return "# Schema\n\n## Every request\n\n"
                + attributes(Typing.common())
                + vocabulary.schemas().stream()
                        .map(schema -> "\n## " + schema.protocol() + "\n\n" + body(schema))
                        .collect(Collectors.joining())
                + "\n## Entities\n\n| entity | what is recognised |\n|---|---|\n"
                + vocabulary.entities().stream()
                        .map(entity -> "| %s | %s |\n".formatted(Markup.code(entity.name()), cell(entity.doc())))
                        .collect(Collectors.joining());
    }

    public static String of(Schema schema) {
        return "# " + schema.protocol() + "\n\n" + body(schema) + "\nOf every request:\n\n"
                + attributes(Typing.common());
    }

    /// What rules `on any` can read.
    public static String ofAny() {
        return "# any\n\nA request of any protocol.\n\n" + attributes(Typing.common());
    }

    private static String body(Schema schema) {
        String parts = Typing.parts(schema).stream().map(Markup::code).collect(Collectors.joining(", "));
        return cell(schema.doc())
                + "\n\n"
                + attributes(Typing.own(schema))
                + (parts.isEmpty() ? "" : "\nA `mask` can hide by name: " + parts + ".\n");
    }

    private static String attributes(List<Attribute> attributes) {
        return attributes.stream()
                .map(attribute -> "| %s | %s | %s |\n"
                        .formatted(Markup.code(attribute.name()), cell(Typing.told(attribute)), cell(attribute.doc())))
                .collect(Collectors.joining("", "| attribute | type | meaning |\n|---|---|---|\n", ""));
    }

    /// Our own docs are Markdown already; only the end of a cell must not be in them.
    private static String cell(String doc) {
        return doc.replace("|", "\\|");
    }
}
