// SPDX-License-Identifier: Apache-2.0
package policy.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import policy.cli.report.Json;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;

/// `hpol.schema/1`: what policies can speak of.
public final class SchemaJson {

    private SchemaJson() {}

    /// @param schemas those asked for
    public static JsonNode of(List<Schema> schemas, List<Entity> entities) {
        ObjectNode json = Json.object().put("format", "hpol.schema/1");
        json.set("common", Json.array(Typing.common(), SchemaJson::attribute));
        json.set("protocols", Json.array(schemas, SchemaJson::protocol));
        json.set(
                "entities",
                Json.array(
                        entities,
                        entity -> Json.object().put("name", entity.name()).put("doc", entity.doc())));
        return json;
    }

    private static JsonNode protocol(Schema schema) {
        ObjectNode json = Json.object().put("name", schema.protocol()).put("doc", schema.doc());
        json.set("attributes", Json.array(Typing.own(schema), SchemaJson::attribute));
        json.set("answerParts", Json.texts(Typing.parts(schema)));
        return json;
    }

    private static JsonNode attribute(Attribute attribute) {
        ObjectNode json = Json.object().put("name", attribute.name());
        json.set("type", Typing.json(attribute.type()));
        return json.put("optional", attribute.presence() == Attribute.Presence.OPTIONAL)
                .put("searched", attribute.searched())
                .put("doc", attribute.doc());
    }
}
