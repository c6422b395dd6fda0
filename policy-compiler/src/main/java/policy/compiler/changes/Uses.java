// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;
import policy.compiler.outline.Outline;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Name;

/// Which rules use a let or a list, through other lets, too, and which way it points in each of them.
final class Uses {

    /// A rule that uses it.
    ///
    /// @param ways what becomes of the rule's condition where the let holds for more, or the list gets longer
    record Use(Item rule, Set<Direction> ways) {

        Risk risk(Direction direction) {
            RuleDeclaration declaration = (RuleDeclaration) rule.declaration();
            return Risk.worst(ways.stream()
                    .map(way -> RuleChange.reach(
                            declaration,
                            switch (way) {
                                case WEAKER -> direction;
                                case STRONGER -> direction.reversed();
                                case UNCLEAR, SAME -> Direction.UNCLEAR;
                            }))
                    .toList());
        }
    }

    private record Known(Item item, Direction way) {}

    private final Outline outline;

    Uses(Outline outline) {
        this.outline = outline;
    }

    List<Use> of(Item letOrList) {
        var ways = new LinkedHashMap<Item, Set<Direction>>();
        var known = new HashSet<Known>();
        var open = new ArrayList<>(List.of(new Known(letOrList, Direction.WEAKER)));
        while (!open.isEmpty()) {
            Known next = open.removeLast();
            if (!known.add(next)) {
                continue;
            }
            for (Item user : outline.items()) {
                Set<Direction> here = in(user, next);
                if (user.kind() == Kind.RULE && !here.isEmpty()) {
                    ways.computeIfAbsent(user, _ -> EnumSet.noneOf(Direction.class))
                            .addAll(here);
                } else if (user.kind() == Kind.LET) {
                    here.forEach(way -> open.add(new Known(user, way)));
                }
            }
        }
        return ways.entrySet().stream()
                .map(entry -> new Use(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Set<Direction> in(Item user, Known used) {
        Set<String> names = names(used.item(), user);
        var occurrences = new Occurrences(names);
        switch (user.declaration()) {
            case RuleDeclaration rule ->
                rule.clauses().forEach(clause -> {
                    switch (clause) {
                        case Clause.When when -> occurrences.in(when.condition(), used.way());
                        case Clause.Unless unless ->
                            occurrences.in(unless.condition(), used.way().reversed());
                        case Clause _ -> {}
                    }
                });
            case LetDeclaration let -> occurrences.in(let.value(), used.way());
            case Declaration _ -> {}
        }
        return occurrences.found();
    }

    /// What it is called where the user stands: its name, or behind the alias of an import.
    private Set<String> names(Item used, Item user) {
        if (used.policy().equals(user.policy())) {
            return Set.of(used.name());
        }
        var names = new HashSet<String>();
        for (Item item : outline.items()) {
            if (item.policy().equals(user.policy())
                    && item.file().equals(user.file())
                    && item.declaration() instanceof ImportDeclaration(Name policy, var alias, var _)
                    && policy.text().equals(used.policy())) {
                String last = policy.text().substring(policy.text().lastIndexOf('.') + 1);
                names.add(alias.map(Name::text).orElse(last) + "." + used.name());
            }
        }
        return names;
    }
}
