// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import policy.dsl.source.Span;

/// A tree as if all of it stood nowhere, so that two trees are equal if they say the same.
public final class WithoutSpans {

    private WithoutSpans() {}

    @SuppressWarnings("unchecked")
    public static <T extends Record> T of(T tree) {
        return (T) erased(tree);
    }

    private static Object erased(Object value) {
        return switch (value) {
            case Span _ -> RandomWords.NOWHERE;
            case List<?> list -> list.stream().map(WithoutSpans::erased).toList();
            case Optional<?> optional -> optional.map(WithoutSpans::erased);
            case Record node -> rebuilt(node);
            default -> value;
        };
    }

    private static Object rebuilt(Record node) {
        RecordComponent[] components = node.getClass().getRecordComponents();
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = erased(components[i].getAccessor().invoke(node));
            }
            return node.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(node.getClass() + " cannot be rebuilt", e);
        }
    }
}
