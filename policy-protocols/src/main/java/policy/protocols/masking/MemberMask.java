// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Transform;

/// Hides members of JSON documents by where they are: names joined by dots from the root, `*` for any one name, `**`
/// for any number of them; items of an array are where their array is. What is hidden becomes a text labelled with the
/// member's name, an object or an array as a whole; `null` stays, since it tells nothing.
///
/// Where several paths lead to one member, the strongest transform counts.
final class MemberMask {

    private static final String ONE = "*";
    private static final String ANY_NUMBER = "**";

    private final Map<List<String>, Transform> paths = new TreeMap<>(MemberMask::order);
    private final Disguise disguise;

    /// @param disguise what hides a value; it needs to know no entities
    MemberMask(List<Obligation> obligations, Disguise disguise) {
        this.disguise = disguise;
        for (Obligation obligation : obligations) {
            if (obligation instanceof Obligation.Mask(var _, Hidden.Members(var members), Transform transform)) {
                members.forEach(path -> paths.merge(List.of(path.split("\\.")), transform, Cluster::stronger));
            }
        }
    }

    private static int order(List<String> one, List<String> other) {
        return String.join(".", one).compareTo(String.join(".", other));
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /// Hides members of this very tree.
    void hide(JsonNode tree) {
        paths.forEach((path, transform) -> hide(tree, path, transform));
    }

    private void hide(JsonNode node, List<String> path, Transform transform) {
        switch (node) {
            case ArrayNode array -> array.forEach(item -> hide(item, path, transform));
            case ObjectNode object -> hide(object, path, transform);
            default -> {} // a value has no members
        }
    }

    private void hide(ObjectNode object, List<String> path, Transform transform) {
        String first = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (first.equals(ANY_NUMBER) && !rest.isEmpty()) {
            hide(object, rest, transform);
            object.forEach(value -> hide(value, path, transform));
            return;
        }
        for (var member : object.properties()) {
            if (!first.equals(ONE) && !first.equals(ANY_NUMBER) && !first.equals(member.getKey())) {
                continue;
            }
            if (rest.isEmpty()) {
                member.setValue(hidden(member.getKey(), member.getValue(), transform));
            } else {
                hide(member.getValue(), rest, transform);
            }
        }
    }

    private JsonNode hidden(String name, JsonNode value, Transform transform) {
        if (value.isNull()) {
            return value;
        }
        return value.isValueNode()
                ? TextNode.valueOf(disguise.replace(name, transform, value.asText()))
                : TextNode.valueOf(disguise.label(name));
    }
}
