// SPDX-License-Identifier: Apache-2.0
package policy.cli.schema;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;

/// A short name for what a protocol lets policies ask: another one means that something can be asked now that could
/// not be, or the other way round. Documentation is no part of it.
public final class SchemaDigests {

    private SchemaDigests() {}

    /// By protocol: SHA-256 of one line for each attribute, `name: type`, and of `mask` with what answers have.
    public static SortedMap<String, String> of(Collection<Schema> schemas) {
        var digests = new TreeMap<String, String>();
        schemas.forEach(schema -> digests.put(schema.protocol(), of(schema)));
        return digests;
    }

    private static String of(Schema schema) {
        Stream<String> attributes = Stream.concat(Typing.common().stream(), Typing.own(schema).stream())
                .map(attribute -> attribute.name() + ": " + Typing.told(attribute));
        String lines = Stream.concat(attributes, Stream.of("mask " + String.join(" ", Typing.parts(schema))))
                .collect(Collectors.joining("\n", "", "\n"));
        return Revision.digest(lines.getBytes(StandardCharsets.UTF_8));
    }
}
