// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static policy.dsl.parse.PolicyParser.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Place;
import policy.dsl.ast.Clause.Transform;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// Parse tree to syntax tree: the clauses of `mask` rules.
final class MaskBuilder {

    private static final List<String> TRANSFORMS = List.of("redact", "hash", "tokenise", "partial");
    private static final String WRITTEN = "`redact`, `hash`, `tokenise` or `partial(last: 4)`";

    /// What the ways to mask are called elsewhere.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("tokenize", "tokenise", "remove", "redact", "hide", "redact", "sha256", "hash");

    private final Amounts amounts;
    private final Places places;
    private final Reports reports;

    MaskBuilder(Amounts amounts, Places places, Reports reports) {
        this.amounts = amounts;
        this.places = places;
        this.reports = reports;
    }

    Optional<Clause> find(FindContext find, Span span) {
        List<Name> entities = find.entity().stream()
                .map(entity -> new Name(entity.getText(), places.of(entity)))
                .toList();
        return transform(find.transform()).map(transform -> new Clause.Find(entities, transform, span));
    }

    Optional<Clause> hide(HideContext hide, Span span) {
        Place place = switch (hide.getStart().getType()) {
            case COLUMN -> Place.COLUMN;
            case FIELD -> Place.FIELD;
            default -> Place.HEADER;
        };
        List<Text> patterns = hide.text().stream()
                .map(text -> new Text(Quoted.text(text.getStart(), places, reports), places.of(text)))
                .toList();
        return transform(hide.transform()).map(transform -> new Clause.Hide(place, patterns, transform, span));
    }

    private Optional<Transform> transform(TransformContext transform) {
        Span span = places.of(transform);
        String name = transform.WORD(0).getText();
        boolean plain = transform.CALL() == null;
        return switch (name) {
            case "redact" -> plain ? Optional.of(new Transform.Redact(span)) : notSo(span, name, name);
            case "hash" -> plain ? Optional.of(new Transform.Hash(span)) : notSo(span, name, name);
            case "tokenise" -> plain ? Optional.of(new Transform.Tokenise(span)) : notSo(span, name, name);
            case "partial" ->
                plain || !transform.WORD(1).getText().equals("last")
                        ? notSo(span, name, "partial(last: 4)")
                        : amounts.count(transform.number(), 0).map(last -> new Transform.Partial(last, span));
            default -> unknown(name, places.of(transform.WORD(0)));
        };
    }

    private Optional<Transform> unknown(String name, Span span) {
        reports.slip(Diagnostic.of(
                Code.P107,
                "unknown way to mask `" + Wording.shortened(name) + "`",
                span,
                "not a way to mask",
                Optional.ofNullable(OTHER_NAMES.get(name))
                        .or(() -> Nearest.to(name, TRANSFORMS))
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse("write " + WRITTEN)));
        return Optional.empty();
    }

    private Optional<Transform> notSo(Span span, String name, String right) {
        reports.slip(
                Diagnostic.of(Code.P101, "`" + name + "` is not written this way", span, "", "write `" + right + "`"));
        return Optional.empty();
    }
}
