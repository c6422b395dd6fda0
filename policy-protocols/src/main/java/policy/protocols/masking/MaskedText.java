// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import policy.protocols.json.StrictJson;
import policy.runtime.decision.Obligation;

/// One whole answer as a gateway would deliver it: for tests of policies, which have no target to answer them.
public final class MaskedText {

    /// Hashes differ from installation to installation; those of tests are all keyed alike.
    private static final byte[] KEY = "the same for all tests".getBytes(StandardCharsets.UTF_8);

    private static final EntityMasks ENTITIES = new EntityMasks(KEY);
    private static final Disguise MEMBERS = new Disguise(Map.of(), new SecretKeySpec(KEY, "HmacSHA256"));

    private MaskedText() {}

    /// Hides entities in a text, and members if it is a JSON document. Columns and header fields are no part of a
    /// text.
    ///
    /// @throws CannotMask if a mask cannot be put on
    public static String of(String answer, List<Obligation> obligations) throws CannotMask {
        Optional<Supplier<TextMask>> texts = ENTITIES.of(obligations);
        var members = new MemberMask(obligations, MEMBERS);
        JsonNode tree = document(answer);
        if (tree != null && !members.isEmpty()) {
            members.hide(tree);
            return (texts.isPresent() ? masked(tree, texts.get()) : tree).toString();
        }
        return texts.map(masks -> masked(answer, masks)).orElse(answer);
    }

    /// Whether two answers say the same: character by character or, if both are JSON documents, as those.
    public static boolean same(String one, String other) {
        JsonNode tree = document(one);
        return one.equals(other) || (tree != null && tree.equals(document(other)));
    }

    private static @Nullable JsonNode document(String text) {
        return StrictJson.parse(text) instanceof StrictJson.Parsed.Tree(JsonNode root) && root.isContainerNode()
                ? root
                : null;
    }

    private static String masked(String text, Supplier<TextMask> masks) {
        TextMask mask = masks.get();
        return mask.push(text) + mask.finish();
    }

    /// Names are not looked into, only values.
    private static JsonNode masked(JsonNode node, Supplier<TextMask> masks) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> member.setValue(masked(member.getValue(), masks)));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, masked(array.get(i), masks));
                }
            }
            case TextNode text -> {
                return TextNode.valueOf(masked(text.textValue(), masks));
            }
            default -> {} // numbers and the like
        }
        return node;
    }
}
