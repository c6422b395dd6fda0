// SPDX-License-Identifier: Apache-2.0
package policy.cli.schema;

import java.util.List;
import java.util.stream.Collectors;
import policy.cli.report.Paint;
import policy.cli.report.Wrapped;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// Schemas for a terminal.
public final class SchemaText {

    private static final int INDENT = 2;
    private static final int DOC_INDENT = 6;
    private static final int NAME_WIDTH = 22;

    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private SchemaText(Paint paint) {
        this.paint = paint;
    }

    /// All protocols by name, what every request has, and what can be detected.
    public static String overview(Vocabulary vocabulary, Paint paint) {
        var text = new SchemaText(paint);
        text.heading("Protocols");
        for (Schema schema : vocabulary.schemas()) {
            text.line(schema.protocol(), schema.doc() + " " + Typing.own(schema).size() + " attributes of its own.");
        }
        text.common();
        text.heading("Entities, after `finds` and `find`");
        for (Entity entity : vocabulary.entities()) {
            text.line(entity.name(), entity.doc());
        }
        return text.out.toString();
    }

    public static String of(Schema schema, Paint paint) {
        var text = new SchemaText(paint);
        text.out
                .append(paint.strong(schema.protocol()))
                .append("  ")
                .append(schema.doc())
                .append('\n');
        text.heading("Attributes of " + schema.protocol());
        text.attributes(Typing.own(schema));
        text.common();
        text.heading("What `mask` can hide in its answers");
        text.out.append(Wrapped.text(
                "find, for entities"
                        + Typing.parts(schema).stream()
                                .map(part -> "; " + part + " \"…\", by name")
                                .collect(Collectors.joining()),
                INDENT));
        return text.out.toString();
    }

    /// What rules `on any` can read.
    public static String ofAny(Paint paint) {
        var text = new SchemaText(paint);
        text.out.append(paint.strong("any")).append("  A request of any protocol.\n");
        text.common();
        return text.out.toString();
    }

    private void common() {
        heading("Attributes of every request");
        attributes(Typing.common());
    }

    private void heading(String words) {
        out.append(out.isEmpty() ? "" : "\n").append(paint.strong(words + ":")).append('\n');
    }

    private void attributes(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            line(attribute.name(), Typing.told(attribute));
            out.append(Wrapped.text(attribute.doc(), DOC_INDENT));
        }
    }

    private void line(String name, String told) {
        String padding = " ".repeat(Math.max(2, NAME_WIDTH - name.length()));
        String wrapped = Wrapped.text(told, INDENT + NAME_WIDTH).stripLeading();
        out.append(" ".repeat(INDENT)).append(paint.code(name)).append(padding).append(wrapped);
    }
}
