// SPDX-License-Identifier: Apache-2.0
package policy.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.condition.ValueWording;
import policy.compiler.condition.Wording;
import policy.compiler.counterfactual.Change;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Changes as one says them behind an `if`: `http.method were GET and subject.groups had "sre"`.
final class ChangeWording {

    private static final String FINDINGS = " finds";

    private ChangeWording() {}

    /// Whether an attribute is what is found in another one, such as `llm.prompt finds`.
    static boolean isOfFindings(String attribute) {
        return attribute.endsWith(FINDINGS);
    }

    static String of(List<Change> changes) {
        return changes.stream().map(ChangeWording::of).collect(Collectors.joining(" and "));
    }

    private static String of(Change change) {
        String name = change.term().shown();
        if (change.after() instanceof Value.Many(List<Value> after)) {
            List<Value> before = change.before() instanceof Value.Many(List<Value> there) ? there : List.of();
            List<Value> more =
                    after.stream().filter(item -> !before.contains(item)).toList();
            List<Value> less = before.stream()
                    .filter(item -> !after.contains(item))
                    .distinct()
                    .toList();
            if (!more.isEmpty() || !less.isEmpty()) {
                return edited(name, more, less, change.term().type());
            }
        }
        return name
                + (change.after() instanceof Value.Absent
                        ? " were absent"
                        : " were "
                                + ValueWording.of(change.after(), change.term().type()));
    }

    private static String edited(String name, List<Value> more, List<Value> less, Type type) {
        boolean found = isOfFindings(name);
        String called = found ? name.substring(0, name.length() - FINDINGS.length()) : name;
        Type element = type instanceof Type.ListOf(Type of) ? of : Type.OPEN;
        var edits = new ArrayList<String>();
        if (!more.isEmpty()) {
            edits.add("had " + items(more, element, found));
        }
        if (!less.isEmpty()) {
            edits.add("had no " + items(less, element, found));
        }
        return called + " " + String.join(" and ", edits);
    }

    /// Findings are names of entities, which policies write without quotes.
    private static String items(List<Value> items, Type element, boolean bare) {
        Stream<String> shown = items.stream()
                .map(item -> bare && item instanceof Value.Text(String text) ? text : ValueWording.of(item, element));
        return items.size() == 1 ? shown.findFirst().orElse("") : Wording.list(shown);
    }
}
