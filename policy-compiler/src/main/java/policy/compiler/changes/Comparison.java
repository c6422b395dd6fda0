// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import policy.compiler.changes.Change.What;
import policy.compiler.outline.Item;
import policy.compiler.outline.Kind;
import policy.compiler.outline.Outline;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// One comparison of two policy sets: match declarations by name, then what is left by what it says.
final class Comparison {

    private static final Comparator<Change> IN_ORDER = Comparator.comparing(Change::risk)
            .thenComparing(Change::kind)
            .thenComparing(change -> change.item().id())
            .thenComparing(Change::what);

    private final SourceSet oldSources;
    private final SourceSet newSources;
    private final Outline before;
    private final Outline after;
    private final ItemChange items;
    private final List<Change> changes = new ArrayList<>();

    /// @param number of those with the same name before it: titles of tests may be given twice
    private record Key(Kind kind, String policy, String name, int number) {}

    Comparison(SourceSet oldSources, SourceSet newSources) {
        this.oldSources = oldSources;
        this.newSources = newSources;
        this.before = Outline.of(oldSources);
        this.after = Outline.of(newSources);
        this.items = new ItemChange(oldSources, newSources, new Uses(before), new Uses(after));
    }

    Difference difference() {
        Map<Key, Item> gone = keyed(before);
        Map<Key, Item> come = keyed(after);
        for (Map.Entry<Key, Item> was : Map.copyOf(gone).entrySet()) {
            Item is = come.remove(was.getKey());
            if (is != null) {
                gone.remove(was.getKey());
                items.between(was.getValue(), is).ifPresent(changes::add);
            }
        }
        moved(gone, come);
        gone.values().forEach(item -> alone(What.REMOVED, item));
        come.values().forEach(item -> alone(What.ADDED, item));
        return new Difference(changes.stream().sorted(IN_ORDER).toList(), restyled(), before, after);
    }

    private static Map<Key, Item> keyed(Outline outline) {
        var keyed = new LinkedHashMap<Key, Item>();
        var seen = new HashMap<Key, Integer>();
        for (Item item : outline.items()) {
            int number = seen.merge(new Key(item.kind(), item.policy(), item.name(), 0), 1, Integer::sum) - 1;
            keyed.put(new Key(item.kind(), item.policy(), item.name(), number), item);
        }
        return keyed;
    }

    /// What says the same under another name or in another policy is the same.
    private void moved(Map<Key, Item> gone, Map<Key, Item> come) {
        var byBody = new HashMap<String, Deque<Key>>();
        come.forEach((key, item) -> body(item)
                .ifPresent(body ->
                        byBody.computeIfAbsent(body, _ -> new ArrayDeque<>()).add(key)));
        for (Map.Entry<Key, Item> entry : List.copyOf(gone.entrySet())) {
            Optional<Key> same = body(entry.getValue())
                    .flatMap(body -> Optional.ofNullable(byBody.get(body)))
                    .flatMap(keys -> Optional.ofNullable(keys.poll()));
            same.flatMap(key -> Optional.ofNullable(come.remove(key))).ifPresent(is -> {
                gone.remove(entry.getKey());
                moved(entry.getValue(), is);
            });
        }
    }

    /// In another policy a name may stand for something else.
    private void moved(Item was, Item is) {
        boolean decides = was.kind() == Kind.RULE || was.kind() == Kind.INVARIANT;
        Risk risk = decides && !was.policy().equals(is.policy()) ? Risk.EITHER : Risk.NEUTRAL;
        changes.add(new Change(What.MOVED, Optional.of(was), Optional.of(is), List.of(), List.of(), risk));
    }

    /// What it says, without its name; nothing for an import, which is a name and no more.
    private static Optional<String> body(Item item) {
        String text = item.text();
        return switch (item.kind()) {
            case TEST -> Optional.of("test " + text.substring(text.indexOf('{')));
            case RULE, LET, LIST, INVARIANT ->
                Optional.of(text.replaceFirst("\\b" + Pattern.quote(item.name()) + "\\b", ""));
            case IMPORT -> Optional.empty();
        };
    }

    private void alone(What what, Item item) {
        boolean added = what == What.ADDED;
        Risk risk = switch (item.kind()) {
            case RULE -> {
                RuleDeclaration rule = (RuleDeclaration) item.declaration();
                yield added ? RuleChange.added(rule) : RuleChange.removed(rule);
            }
            // A promise that is no longer checked lets later changes go further.
            case INVARIANT -> added ? Risk.NARROWS : Risk.WIDENS;
            // What uses it has changed, too.
            case LET, LIST, IMPORT, TEST -> Risk.NEUTRAL;
        };
        changes.add(new Change(
                what,
                added ? Optional.empty() : Optional.of(item),
                added ? Optional.of(item) : Optional.empty(),
                List.of(),
                List.of(),
                risk));
    }

    private List<String> restyled() {
        var texts = new HashMap<String, String>();
        oldSources.sources().forEach(source -> texts.put(source.name(), source.text()));
        return newSources.sources().stream()
                .filter(source ->
                        texts.containsKey(source.name()) && !source.text().equals(texts.get(source.name())))
                .map(Source::name)
                .filter(this::isUntouched)
                .toList();
    }

    private boolean isUntouched(String file) {
        return changes.stream().noneMatch(change -> isIn(file, change.before()) || isIn(file, change.after()))
                && !isUnread(before, file)
                && !isUnread(after, file);
    }

    private static boolean isIn(String file, Optional<Item> item) {
        return item.filter(one -> one.file().equals(file)).isPresent();
    }

    private static boolean isUnread(Outline outline, String file) {
        return outline.unread().stream().anyMatch(span -> span.source().name().equals(file));
    }
}
