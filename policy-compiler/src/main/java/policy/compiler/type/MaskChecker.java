// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import policy.compiler.type.Consequence.Hiding;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.diagnostic.Code;
import policy.dsl.source.Span;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.request.Schema;

/// Reads what a `mask` rule hides, and how.
final class MaskChecker {

    /// The most characters a partial mask may leave readable.
    static final int MOST_READABLE = 8;

    private static final Pattern COLUMN = Pattern.compile("(?:\\*|[^*.\\s]+)\\.(?:\\*|[^*.\\s]+)");
    /// No path as other languages have them: `$` for the root, brackets for items.
    private static final Pattern FIELD =
            Pattern.compile("(?!\\$(?:\\.|$))(?:\\*\\*?|[^*.\\[\\]]+)(?:\\.(?:\\*\\*?|[^*.\\[\\]]+))*");
    /// A token, RFC 9110 §5.6.2, but for the star, which would be taken for more than itself.
    private static final Pattern HEADER = Pattern.compile("[!#$%&'+.^_`|~0-9A-Za-z-]+");

    private static final Pattern ROOT = Pattern.compile("^\\$\\.?");
    /// `["name"]` and `[name]`.
    private static final Pattern NAME_IN_BRACKETS = Pattern.compile("\\[[\"']?([A-Za-z_][\\w-]*)[\"']?]");
    /// `[0]`, `[*]` and `[]`.
    private static final Pattern ITEM_IN_BRACKETS = Pattern.compile("\\[[^\\[\\]]*]");

    private final Reading reading;
    private final Clauses clauses;

    MaskChecker(Clauses clauses, Reading reading) {
        this.reading = reading;
        this.clauses = clauses;
    }

    List<Hiding> hidings() {
        var hidings = new ArrayList<Hiding>();
        clauses.all(Clause.Find.class).forEach(find -> hidings.add(hiding(find)));
        clauses.all(Clause.Hide.class).forEach(hide -> hidings.add(hiding(hide)));
        return hidings;
    }

    private Hiding hiding(Clause.Find find) {
        var entities = new TreeSet<String>();
        find.entities().forEach(name -> reading.entity(name).ifPresent(entities::add));
        return new Hiding(new Hidden.Entities(entities), transform(find.transform()));
    }

    private Hiding hiding(Clause.Hide hide) {
        var part = Schema.Part.valueOf(hide.place().name());
        if (!reading.scope().parts().contains(part)) {
            String word = word(part);
            Set<Schema.Part> parts = reading.scope().parts();
            reading.mistake(
                    Code.P308,
                    "there is no " + word + " to hide in answers to "
                            + reading.scope().requests(),
                    hide.span(),
                    "answers of this protocol have none",
                    parts.isEmpty()
                            ? "hide what is detected: `find email as redact`"
                            : "they have "
                                    + parts.stream()
                                            .sorted()
                                            .map(p -> "`" + word(p) + "`")
                                            .collect(Collectors.joining(", ")));
        }
        var patterns = new TreeSet<String>();
        if (reading.scope().parts().contains(part)) {
            hide.patterns().forEach(pattern -> check(part, pattern));
        }
        hide.patterns().forEach(pattern -> patterns.add(pattern.text()));
        Hidden hidden = switch (part) {
            case COLUMN -> new Hidden.Columns(patterns);
            case FIELD -> new Hidden.Members(patterns);
            case HEADER ->
                new Hidden.Headers(patterns.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
        };
        return new Hiding(hidden, transform(hide.transform()));
    }

    private void check(Schema.Part part, Text written) {
        Pattern right = switch (part) {
            case COLUMN -> COLUMN;
            case FIELD -> FIELD;
            case HEADER -> HEADER;
        };
        String how = switch (part) {
            case COLUMN -> "write `table.column`; `*` stands for any of them";
            case FIELD -> fieldMeant(written.text());
            case HEADER -> "write the name of a header field, without the colon; `*` stands for no others";
        };
        if (!right.matcher(written.text()).matches()) {
            reading.mistake(
                    Code.P309,
                    "`" + written.text() + "` does not name a " + word(part),
                    written.span(),
                    "not written as one",
                    how);
        }
    }

    private static String fieldMeant(String written) {
        String named =
                NAME_IN_BRACKETS.matcher(ROOT.matcher(written).replaceFirst("")).replaceAll(".$1");
        String meant = ITEM_IN_BRACKETS.matcher(named).replaceAll("");
        return !meant.equals(written) && FIELD.matcher(meant).matches()
                ? "write `" + meant + "`: names go from the root, and items of a list count as their list"
                : "write the names of members with dots between; `*` is one level, `**` any number";
    }

    private static String word(Schema.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private Transform transform(Clause.Transform written) {
        return switch (written) {
            case Clause.Transform.Redact _ -> new Transform.Redact();
            case Clause.Transform.Hash _ -> new Transform.Hash();
            case Clause.Transform.Tokenise _ -> new Transform.Tokenise();
            case Clause.Transform.Partial(int last, Span span) -> {
                if (last < 0 || last > MOST_READABLE) {
                    reading.mistake(
                            Code.P103,
                            "`partial` is out of range",
                            span,
                            "0 to " + MOST_READABLE + " characters can stay readable");
                }
                yield new Transform.Partial(last);
            }
        };
    }
}
