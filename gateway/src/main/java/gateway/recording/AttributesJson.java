// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Ruling;
import gateway.recording.log.CanonicalJson;
import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// Writes what a decision was made from: the attributes that some rule reads, as far as anybody found them out.
record AttributesJson(Abridged abridged, CanonicalJson out) {

    void write(Ruling ruling) {
        out.name("attributes").beginObject();
        for (Attribute attribute : ruling.request().schema().ownByName()) {
            if (ruling.read().contains(attribute)) {
                ruling.request().found(attribute).ifPresent(value -> {
                    out.name(attribute.name());
                    value(attribute, value);
                });
            }
        }
        out.endObject();
    }

    private void value(Attribute attribute, Value value) {
        if (attribute.searched() && value instanceof Value.Text(String searched)) {
            out.beginObject().put("length", searched.length()).endObject();
        } else {
            value(value);
        }
    }

    private void value(Value value) {
        switch (value) {
            case Value.Text(String text) -> abridged.text(out, text);
            case Value.Int(long number) -> number(out, number);
            case Value.Address(var address) -> abridged.text(out, address.getHostAddress());
            case Value.Bool(boolean truth) -> out.truth(truth);
            case Value.Many(List<Value> items) -> {
                out.beginObject();
                abridged.list(out, "items", items, this::value);
                out.endObject();
            }
            case Value.Fields(var fields) ->
                out.beginObject().put("fields", fields.size()).endObject();
            case Value.Absent _ -> out.nothing();
            case Value.Undetermined(String because) -> {
                out.beginObject();
                out.name("undetermined");
                abridged.text(out, because);
                out.endObject();
            }
        }
    }

    /// Not every JSON reader holds the largest numbers; those are written as text.
    static void number(CanonicalJson out, long number) {
        if (number <= CanonicalJson.LARGEST_NUMBER && number >= -CanonicalJson.LARGEST_NUMBER) {
            out.number(number);
        } else {
            out.text(Long.toString(number));
        }
    }
}
