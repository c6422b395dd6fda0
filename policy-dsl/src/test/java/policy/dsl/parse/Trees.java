// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// What holds for the reading of any text whatever.
final class Trees {

    private static final List<String> WORDS_OF_THE_GENERATOR =
            List.of("mismatched", "viable", "extraneous", "token recognition", "<EOF>", "Context", "null");

    private Trees() {}

    static Parsed check(String text) {
        var source = new Source("any.hpol", text);
        Parsed parsed = Parser.parse(source);
        boolean invalid = holdsInvalid(parsed.file(), null, source);
        assertThat(parsed.hasErrors() || !invalid)
                .as("what did not parse is told about:%n%s", text)
                .isTrue();
        parsed.diagnostics().forEach(diagnostic -> check(diagnostic, source));
        String rendered = new TextRenderer(false).render(parsed.diagnostics());
        assertThat(rendered.codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        return parsed;
    }

    private static void check(Diagnostic diagnostic, Source source) {
        assertThat(diagnostic.primary().span().source()).isSameAs(source);
        diagnostic
                .secondary()
                .forEach(label -> assertThat(label.span().source()).isSameAs(source));
        String said = diagnostic.message().replaceAll("`[^`]*`", "")
                + diagnostic.primary().text();
        assertThat(said).doesNotContain(WORDS_OF_THE_GENERATOR).isNotBlank();
    }

    /// Walks the records: every span is of this source and within that of the node above.
    private static boolean holdsInvalid(Object value, @Nullable Span above, Source source) {
        return switch (value) {
            case Span span -> {
                if (span.source() != source) {
                    throw new AssertionError("a place in another source: " + span.place());
                }
                if (above != null && (above.start() > span.start() || span.end() > above.end())) {
                    throw new AssertionError(span.text() + " does not lie within " + above.text());
                }
                yield false;
            }
            case List<?> list ->
                list.stream().filter(item -> holdsInvalid(item, above, source)).count() > 0;
            case Optional<?> optional -> optional.isPresent() && holdsInvalid(optional.get(), above, source);
            case Record node -> {
                boolean invalid = node.getClass().getSimpleName().equals("Invalid");
                Span own = spanOf(node);
                holdsInvalid(own, above, source);
                for (RecordComponent component : node.getClass().getRecordComponents()) {
                    invalid |= holdsInvalid(read(node, component), own, source);
                }
                yield invalid;
            }
            default -> false;
        };
    }

    private static Span spanOf(Record node) {
        RecordComponent[] components = node.getClass().getRecordComponents();
        return (Span) read(node, components[components.length - 1]);
    }

    private static Object read(Record node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(component + " is not readable", e);
        }
    }
}
