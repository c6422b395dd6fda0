// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import policy.compiler.condition.Term;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// What a rule may speak about.
///
/// @param protocol empty for `on any`: only what all requests have
/// @param parts what of an answer can be hidden by name
/// @param roots the words before the first dot of attributes of any protocol; nothing else may be called so
record Scope(
        Optional<String> protocol,
        Map<String, Term> attributes,
        List<Entity> entities,
        Set<Schema.Part> parts,
        Set<String> roots) {

    static Scope of(Schema schema, List<Entity> entities, Set<String> roots) {
        return new Scope(
                Optional.of(schema.protocol()), numbered(schema.attributes()), entities, schema.parts(), roots);
    }

    static Scope any(List<Entity> entities, Set<String> roots) {
        return new Scope(
                Optional.empty(), numbered(CommonAttributes.ALL), entities, EnumSet.allOf(Schema.Part.class), roots);
    }

    private static Map<String, Term> numbered(List<Attribute> attributes) {
        var terms = new LinkedHashMap<String, Term>();
        for (int i = 0; i < attributes.size(); i++) {
            terms.put(attributes.get(i).name(), Term.of(attributes.get(i), i));
        }
        return terms;
    }

    /// The attribute of this name, or the member of an open one.
    Optional<Term> term(String name) {
        Term exact = attributes.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Term outer = attributes.get(name.substring(0, dot));
            if (outer != null && outer.type() instanceof Type.Open) {
                List<String> path = Arrays.asList(name.substring(dot + 1).split("\\."));
                return Optional.of(new Term(outer.attribute(), outer.slot(), path, Type.OPEN));
            }
        }
        return Optional.empty();
    }

    Term findings(Attribute searched) {
        return term(searched.findings().name()).orElseThrow();
    }

    /// The attributes that can be written, without the companions of searched ones.
    Collection<String> names() {
        return attributes.keySet().stream()
                .filter(name -> name.indexOf(' ') < 0)
                .toList();
    }

    Collection<String> searchedNames() {
        return attributes.values().stream()
                .map(Term::attribute)
                .filter(Attribute::searched)
                .map(Attribute::name)
                .toList();
    }

    /// How messages call the requests of this scope.
    String requests() {
        return protocol.map(name -> "`" + name + "` requests").orElse("every request");
    }
}
