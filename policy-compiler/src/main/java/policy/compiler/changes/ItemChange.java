// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.changes.Change.What;
import policy.compiler.changes.Uses.Use;
import policy.compiler.lists.ListReader;
import policy.compiler.lists.TextList;
import policy.compiler.outline.Item;
import policy.compiler.report.Report;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.source.SourceSet;

/// What became of one declaration that both sides have.
final class ItemChange {

    private final ListReader oldLists;
    private final ListReader newLists;
    private final Uses oldUses;
    private final Uses newUses;

    ItemChange(SourceSet oldSources, SourceSet newSources, Uses oldUses, Uses newUses) {
        // What is wrong with a list is the checker's to tell.
        this.oldLists = new ListReader(oldSources.dataFiles(), new Report());
        this.newLists = new ListReader(newSources.dataFiles(), new Report());
        this.oldUses = oldUses;
        this.newUses = newUses;
    }

    Optional<Change> between(Item before, Item after) {
        var details = new ArrayList<Detail>();
        List<Use> uses = List.of();
        switch (after.kind()) {
            case RULE ->
                details.addAll(RuleChange.between(
                        (RuleDeclaration) before.declaration(), (RuleDeclaration) after.declaration()));
            case LET -> {
                uses = uses(before, after);
                details.addAll(NameChange.between(
                        (LetDeclaration) before.declaration(), (LetDeclaration) after.declaration(), uses));
            }
            case LIST -> {
                uses = uses(before, after);
                var was = (ListDeclaration) before.declaration();
                var is = (ListDeclaration) after.declaration();
                details.addAll(NameChange.between(was, is, entries(before, after), uses));
            }
            case INVARIANT -> details.addAll(invariant(before, after));
            case TEST ->
                details.addAll(TestChange.between(
                        (TestDeclaration) before.declaration(), (TestDeclaration) after.declaration()));
            case IMPORT -> details.addAll(alias(before, after));
        }
        if (!before.doc().equals(after.doc())) {
            details.add(documentation(before.doc(), after.doc()));
        }
        Change change = new Change(
                details.isEmpty() ? What.MOVED : What.CHANGED,
                Optional.of(before),
                Optional.of(after),
                details,
                ids(uses),
                Risk.worst(details.stream().map(Detail::risk).toList()));
        return details.isEmpty() && !change.isElsewhere() ? Optional.empty() : Optional.of(change);
    }

    /// What used it before may be what it mattered to.
    private List<Use> uses(Item before, Item after) {
        return Stream.concat(newUses.of(after).stream(), oldUses.of(before).stream())
                .toList();
    }

    private static List<String> ids(List<Use> uses) {
        var ids = new LinkedHashSet<String>();
        uses.forEach(use -> ids.add(use.rule().id()));
        return ids.stream().sorted().toList();
    }

    private Optional<Entries> entries(Item before, Item after) {
        TextList was = oldLists.read(located(before));
        TextList is = newLists.read(located(after));
        return was.readable() && is.readable() ? Optional.of(Entries.between(items(was), items(is))) : Optional.empty();
    }

    private static List<String> items(TextList list) {
        return list.rows().stream().map(TextList.Row::text).toList();
    }

    private static ListDeclaration located(Item item) {
        return (ListDeclaration) item.declaration();
    }

    private static List<Detail> invariant(Item before, Item after) {
        var was = (InvariantDeclaration) before.declaration();
        var is = (InvariantDeclaration) after.declaration();
        if (before.text().equals(after.text())) {
            return List.of();
        }
        Direction premise = ConditionChange.between(was.premise(), is.premise());
        Risk risk = switch (premise) {
            // It promises something about more requests.
            case WEAKER -> Risk.NARROWS;
            case STRONGER -> Risk.WIDENS;
            case UNCLEAR, SAME -> Risk.EITHER;
        };
        boolean sameOutcomes = was.outcomes().stream()
                .map(name -> name.text())
                .toList()
                .equals(is.outcomes().stream().map(name -> name.text()).toList());
        return List.of(Detail.changed("promise", before.text(), after.text(), sameOutcomes ? risk : Risk.EITHER));
    }

    private static List<Detail> alias(Item before, Item after) {
        return before.text().equals(after.text())
                ? List.of()
                : List.of(Detail.changed("import", before.text(), after.text(), Risk.NEUTRAL));
    }

    private static Detail documentation(String before, String after) {
        return Detail.of("documentation", written(before), written(after), Risk.NEUTRAL);
    }

    private static Optional<String> written(String doc) {
        return Optional.of(doc.replace('\n', ' ')).filter(text -> !text.isEmpty());
    }
}
