// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.Compilation;
import policy.compiler.lists.ListReader;
import policy.compiler.lists.TextList;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;
import policy.compiler.outline.Outline;
import policy.compiler.report.Report;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
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

    /// What closes first, then what opens, what is added to what goes through, what does nothing yet.
    static final List<String> STANDINGS = List.of("deny", "approve", "allow", "mask", "limit", "record", "observe");

    private static final Comparator<Entry> ORDER = Comparator.comparingInt(
                    (Entry entry) -> STANDINGS.indexOf(entry.standing()))
            .thenComparing(entry -> entry.item().name());

    private static final Set<Kind> NAMED = Set.of(Kind.LET, Kind.LIST, Kind.INVARIANT);

    public Catalogue {
        policies = List.copyOf(policies);
    }

    /// One policy.
    ///
    /// @param groups its rules by protocol
    /// @param names its lets, lists and invariants
    /// @param known lets and lists its rules can mean, by how they are written: those of other policies behind an
    ///     alias
    record Section(String policy, List<Group> groups, List<Named> names, Map<String, Item> known) {

        long count(String standing) {
            return groups.stream().mapToLong(group -> group.count(standing)).sum();
        }
    }

    /// @param rules by standing, then by name
    record Group(String protocol, List<Entry> rules) {

        long count(String standing) {
            return rules.stream()
                    .filter(entry -> entry.standing().equals(standing))
                    .count();
        }
    }

    /// One rule.
    ///
    /// @param tests names of those in which it applies
    record Entry(Item item, RuleDeclaration rule, List<String> tests) {

        String effect() {
            return rule.effect().name().toLowerCase(Locale.ROOT);
        }

        /// One of [#STANDINGS]: what a rule that is only observed would do, it does not do.
        String standing() {
            return rule.observe() ? "observe" : effect();
        }
    }

    /// A let, a list or an invariant.
    ///
    /// @param entries of a list, in the order of its file
    record Named(Item item, List<String> entries) {}

    /// @throws IllegalArgumentException if the sources do not compile
    public static Catalogue of(String title, SourceSet sources, Compilation compilation) {
        CompiledPolicySet policies = compilation
                .policies()
                .orElseThrow(() -> new IllegalArgumentException("there is no catalogue of what does not compile"));
        Map<String, List<String>> tests = Exercise.of(policies, compilation.tests());
        var lists = new ListReader(sources.dataFiles(), new Report());
        Map<String, List<Item>> byPolicy = Outline.of(sources).items().stream()
                .collect(Collectors.groupingBy(Item::policy, TreeMap::new, Collectors.toList()));
        List<Section> sections = byPolicy.entrySet().stream()
                .map(policy -> new Section(
                        policy.getKey(),
                        groups(policy.getValue(), tests),
                        names(policy.getValue(), lists),
                        known(policy.getValue(), byPolicy)))
                .toList();
        return new Catalogue(title, policies.revision().abbreviated(), sections);
    }

    private static List<Group> groups(List<Item> items, Map<String, List<String>> tests) {
        var byProtocol = new TreeMap<String, List<Entry>>();
        for (Item item : items) {
            if (item.declaration() instanceof RuleDeclaration rule) {
                byProtocol
                        .computeIfAbsent(rule.protocol().text(), _ -> new ArrayList<>())
                        .add(new Entry(item, rule, tests.getOrDefault(item.id(), List.of())));
            }
        }
        return byProtocol.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(), group.getValue().stream().sorted(ORDER).toList()))
                .toList();
    }

    private static List<Named> names(List<Item> items, ListReader lists) {
        return items.stream()
                .filter(item -> NAMED.contains(item.kind()))
                .sorted(Comparator.comparing(Item::kind).thenComparing(Item::name))
                .map(item -> new Named(item, entries(item, lists)))
                .toList();
    }

    private static List<String> entries(Item item, ListReader lists) {
        return item.declaration() instanceof ListDeclaration list
                ? lists.read(list).rows().stream().map(TextList.Row::text).toList()
                : List.of();
    }

    private static Map<String, Item> known(List<Item> items, Map<String, List<Item>> all) {
        var known = new TreeMap<String, Item>();
        meant(items).forEach(item -> known.put(item.name(), item));
        for (Item item : items) {
            if (item.declaration() instanceof ImportDeclaration(Name policy, var alias, var _)) {
                String prefix = alias.map(Name::text).orElse(last(policy.text())) + ".";
                meant(all.getOrDefault(policy.text(), List.of()))
                        .forEach(name -> known.put(prefix + name.name(), name));
            }
        }
        return known;
    }

    /// What a condition can mean by its name.
    private static Stream<Item> meant(List<Item> items) {
        return items.stream().filter(item -> item.kind() == Kind.LET || item.kind() == Kind.LIST);
    }

    private static String last(String policy) {
        return policy.substring(policy.lastIndexOf('.') + 1);
    }

    public int rules() {
        return policies.stream()
                .flatMap(section -> section.groups().stream())
                .mapToInt(group -> group.rules().size())
                .sum();
    }

    long count(String standing) {
        return policies.stream().mapToLong(section -> section.count(standing)).sum();
    }
}
