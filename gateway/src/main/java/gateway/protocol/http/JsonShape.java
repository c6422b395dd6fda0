// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.Set;

/// What is known about JSON that is to be masked.
///
/// @param numbers whether numbers are texts too; one in which something is found becomes a JSON string
/// @param many whether several values may follow one another, as in NDJSON
/// @param dropped members whose value becomes `null`, wherever they stand
/// @param nested members whose value, where it is a string, is JSON text itself
/// @param numbersIn members inside of which numbers are texts whatever `numbers` says
/// @param kept members whose value, where it is a string or a number, stays as it is, because programs need it so: a
/// name
///     for one of the outermost object, two joined by a dot for one of an object in it
public record JsonShape(
        boolean numbers,
        boolean many,
        Set<String> dropped,
        Set<String> nested,
        Set<String> numbersIn,
        Set<String> kept) {

    /// Any JSON.
    public static final JsonShape VALUE = new JsonShape(true, false, Set.of(), Set.of(), Set.of(), Set.of());

    /// Any number of JSON values, one after the other.
    public static final JsonShape VALUES = new JsonShape(true, true, Set.of(), Set.of(), Set.of(), Set.of());

    public JsonShape {
        dropped = Set.copyOf(dropped);
        nested = Set.copyOf(nested);
        numbersIn = Set.copyOf(numbersIn);
        kept = Set.copyOf(kept);
    }
}
