// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.PolicyFile;
import policy.lsp.index.Occurrence.Meaning;

/// Where each name of a policy set is declared and used.
public final class NameIndex {

    private static final Comparator<Occurrence> BY_PLACE = Comparator.comparing(Occurrence::file)
            .thenComparingInt(one -> one.span().start())
            .thenComparing(Occurrence::implied);

    private final List<Occurrence> all;
    private final Map<String, List<Occurrence>> byFile = new LinkedHashMap<>();
    private final Map<Symbol, List<Occurrence>> bySymbol = new LinkedHashMap<>();
    private final SortedMap<String, SortedMap<String, Declaration>> declared;

    /// @param declared by policy and name; of a name declared twice the first
    private NameIndex(List<Occurrence> all, SortedMap<String, SortedMap<String, Declaration>> declared) {
        this.all = all.stream().sorted(BY_PLACE).toList();
        this.declared = declared;
        for (Occurrence one : this.all) {
            byFile.computeIfAbsent(one.file(), _ -> new ArrayList<>()).add(one);
            bySymbol.computeIfAbsent(one.symbol(), _ -> new ArrayList<>()).add(one);
        }
    }

    /// @param files all of the policy set, each with a name of its own
    public static NameIndex of(List<PolicyFile> files) {
        var all = new ArrayList<Occurrence>();
        Names names = Names.of(files, all::add);
        files.forEach(file -> new Uses(names, Names.policyOf(file), all::add).of(file));
        return new NameIndex(all, names.declared());
    }

    /// All occurrences by place, implied ones too.
    public List<Occurrence> all() {
        return all;
    }

    /// What is written at an offset of a file, or ends there.
    public Optional<Occurrence> at(String file, int offset) {
        return byFile.getOrDefault(file, List.of()).stream()
                .filter(one -> !one.implied()
                        && one.span().start() <= offset
                        && offset <= one.span().end())
                .max(Comparator.comparingInt(one -> one.span().start()));
    }

    public List<Occurrence> in(String file) {
        return byFile.getOrDefault(file, List.of());
    }

    /// By place, declarations and uses alike.
    public List<Occurrence> of(Symbol symbol) {
        return bySymbol.getOrDefault(symbol, List.of());
    }

    public List<Occurrence> declarations(Symbol symbol) {
        return of(symbol).stream().filter(Occurrence::declares).toList();
    }

    /// What a symbol stands for; of one declared twice the first.
    public Optional<Meaning> meaning(Symbol symbol) {
        return of(symbol).stream().flatMap(one -> one.meaning().stream()).findFirst();
    }

    public List<String> policies() {
        return List.copyOf(declared.keySet());
    }

    /// The rules, lets, lists and invariants of a policy by name.
    public SortedMap<String, Declaration> declared(String policy) {
        return declared.getOrDefault(policy, new TreeMap<>());
    }

    /// What expressions of a policy may name: its lets and lists, and those it imports with their alias before
    /// them.
    public SortedMap<String, Declaration> values(String policy) {
        var values = new TreeMap<String, Declaration>();
        put("", policy, values);
        bySymbol.keySet().stream()
                .filter(symbol ->
                        symbol.space() == Symbol.Space.IMPORT && symbol.scope().equals(policy))
                .forEach(symbol -> meaning(symbol).ifPresent(meaning -> {
                    if (meaning instanceof Meaning.Import(String imported)) {
                        put(symbol.name() + ".", imported, values);
                    }
                }));
        return values;
    }

    private void put(String before, String policy, SortedMap<String, Declaration> values) {
        declared(policy).forEach((name, declaration) -> {
            if (declaration instanceof LetDeclaration || declaration instanceof ListDeclaration) {
                values.put(before + name, declaration);
            }
        });
    }
}
