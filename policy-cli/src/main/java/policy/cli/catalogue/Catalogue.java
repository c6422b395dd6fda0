// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import policy.compiler.Compilation;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;
import policy.compiler.outline.Outline;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.source.SourceSet;
import policy.runtime.evaluate.CompiledPolicySet;

/// Everything a catalogue tells of a policy set.
///
/// @param title of the whole
/// @param revision abbreviated
/// @param policies in the order of their names
public record Catalogue(String title, String revision, List<Section> policies) {

    public Catalogue {
        policies = List.copyOf(policies);
    }

    /// One policy.
    ///
    /// @param groups its rules by protocol
    /// @param names its lets and lists
    /// @param promises its invariants
    /// @param known lets and lists its rules can mean, by how they are written: those of other policies behind an alias
    record Section(
            String policy, List<Group> groups, List<Item> names, List<Item> promises, Map<String, Item> known) {}

    /// @param rules what denies first, then what asks, allows, and adds
    record Group(String protocol, List<Entry> rules) {}

    /// One rule.
    ///
    /// @param tests names of those in which it applies
    record Entry(Item item, RuleDeclaration rule, List<String> tests) {}

    /// @throws IllegalArgumentException if the sources do not compile
    public static Catalogue of(String title, SourceSet sources, Compilation compilation) {
        CompiledPolicySet policies = compilation
                .policies()
                .orElseThrow(() -> new IllegalArgumentException("there is no catalogue of what does not compile"));
        Map<String, List<String>> tests = Exercise.of(policies, compilation.tests());
        Map<String, List<Item>> byPolicy = Outline.of(sources).items().stream()
                .collect(Collectors.groupingBy(Item::policy, TreeMap::new, Collectors.toList()));
        List<Section> sections = byPolicy.entrySet().stream()
                .map(entry -> section(entry.getKey(), byPolicy, tests))
                .toList();
        return new Catalogue(title, policies.revision().abbreviated(), sections);
    }

    private static Section section(
            String policy, Map<String, List<Item>> all, Map<String, List<String>> tests) {
        List<Item> items = all.getOrDefault(policy, List.of());
        Map<String, List<Entry>> byProtocol = items.stream()
                .filter(item -> item.kind() == Kind.RULE)
                .map(item -> new Entry(
                        item, (RuleDeclaration) item.declaration(), tests.getOrDefault(item.id(), List.of())))
                .sorted(Comparator.comparing(Catalogue::strength)
                        .thenComparing(entry -> entry.item().name()))
                .collect(Collectors.groupingBy(
                        entry -> entry.rule().protocol().text(), TreeMap::new, Collectors.toList()));
        var groups = new ArrayList<Group>();
        byProtocol.forEach((protocol, rules) -> groups.add(new Group(protocol, rules)));
        List<Item> names = named(items, Kind.LET, Kind.LIST);
        var known = new TreeMap<String, Item>();
        names.forEach(item -> known.put(item.name(), item));
        for (Item item : items) {
            if (item.declaration() instanceof ImportDeclaration(Name imported, var alias, var _)) {
                String prefix = alias.map(Name::text).orElse(last(imported.text())) + ".";
                named(all.getOrDefault(imported.text(), List.of()), Kind.LET, Kind.LIST)
                        .forEach(name -> known.put(prefix + name.name(), name));
            }
        }
        return new Section(policy, groups, names, named(items, Kind.INVARIANT), known);
    }

    private static String last(String policy) {
        return policy.substring(policy.lastIndexOf('.') + 1);
    }

    private static List<Item> named(List<Item> items, Kind... kinds) {
        return items.stream()
                .filter(item -> List.of(kinds).contains(item.kind()))
                .sorted(Comparator.comparing(Item::name))
                .toList();
    }

    private static int strength(Entry entry) {
        return switch (entry.rule().effect()) {
            case DENY -> 0;
            case APPROVE -> 1;
            case ALLOW -> 2;
            case MASK -> 3;
            case LIMIT -> 4;
            case RECORD -> 5;
        };
    }

    public int rules() {
        return policies.stream()
                .flatMap(section -> section.groups().stream())
                .mapToInt(group -> group.rules().size())
                .sum();
    }
}
