// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import policy.dsl.ast.Name;
import policy.dsl.source.Span;

/// A syntax tree as nested lists, one node a line: what `.ast` files hold. Reads the records themselves, so a new node
/// or component cannot be forgotten here.
final class Dump {

    private static final int MAX_LINE = 100;

    private Dump() {}

    static String of(Record node) {
        return write(node, 0) + "\n";
    }

    private static String write(Object value, int indent) {
        return switch (value) {
            case Name name -> name.text() + at(name.span());
            case Record node -> node(node, indent);
            case List<?> list -> list(list, indent);
            case Optional<?> optional -> optional.map(v -> write(v, indent)).orElse("-");
            case String text ->
                '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + '"';
            default -> value.toString();
        };
    }

    private static String node(Record node, int indent) {
        var parts = new StringBuilder("(").append(node.getClass().getSimpleName());
        String where = "";
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = read(node, component);
            if (value instanceof Span span) {
                where = at(span);
                if (!component.getName().equals("span")) {
                    parts.append(' ').append(component.getName()).append(where);
                }
            } else {
                String written = write(value, indent + 1);
                boolean own = value instanceof List<?> && !written.equals("[]");
                parts.append(own ? "\n" + "  ".repeat(indent + 1) : " ").append(written);
            }
        }
        return parts.insert(1, "").append(where).append(')').toString();
    }

    private static String list(List<?> list, int indent) {
        if (list.isEmpty()) {
            return "[]";
        }
        List<String> items = list.stream().map(item -> write(item, indent + 1)).toList();
        String line = "[" + String.join(" ", items) + "]";
        String newLine = "\n" + "  ".repeat(indent + 1);
        return line.length() <= MAX_LINE && !line.contains("\n")
                ? line
                : "[" + newLine + String.join(newLine, items) + "]";
    }

    /// Start and end as they are shown to people.
    private static String at(Span span) {
        return "@" + span.line() + ":" + span.column() + "+" + (span.end() - span.start());
    }

    private static Object read(Record node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(component + " is not readable", e);
        }
    }
}
