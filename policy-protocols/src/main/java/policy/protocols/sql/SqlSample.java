// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.runtime.request.Value;

/// Builds the statement that a sample of a test describes, as the gateway would hand it to the classifier.
final class SqlSample {

    private static final List<String> FIELDS = List.of(
            "text",
            "database",
            "user",
            "search_path",
            "parameters",
            "standard_conforming_strings",
            "trusted_functions");

    private SqlSample() {}

    static SqlStatement statement(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text text -> new SqlStatement(text.text(), SqlSession.fresh(), List.of());
            case Value.Fields fields -> statement(new Sample(fields, FIELDS));
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an sql sample is a text such as `SELECT 1`, or fields such as `{ text: \"SELECT 1\" }`");
        };
    }

    private static SqlStatement statement(Sample sample) throws InvalidSample {
        Optional<String> text = sample.text("text");
        if (text.isEmpty()) {
            throw new InvalidSample(Optional.of("text"), "an sql sample needs the field `text`");
        }
        var session = new SqlSession(
                sample.text("database"),
                sample.text("user"),
                sample.has("search_path") ? sample.texts("search_path") : SqlSession.DEFAULT_PATH,
                sample.truth("standard_conforming_strings").orElse(true),
                Set.copyOf(sample.texts("trusted_functions")),
                Map.of(),
                Map.of());
        return new SqlStatement(text.get(), session, sample.texts("parameters"));
    }
}
