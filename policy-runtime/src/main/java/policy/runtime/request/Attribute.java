// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

/// One thing a policy may ask about a request.
///
/// @param name full dotted name as policies write it, such as `http.method`
/// @param presence whether every request has it
/// @param searched whether policies may ask what entities it holds (`llm.prompt finds [email]`)
/// @param onDemand whether it takes so long to find out that nobody does before a decision needs it
/// @param doc one sentence for hovers, `hpol schema` and the reference
public record Attribute(String name, Type type, Presence presence, boolean searched, boolean onDemand, String doc) {

    public enum Presence {
        ALWAYS,
        /// Readable only under a `has` guard.
        OPTIONAL
    }

    public static Attribute always(String name, Type type, String doc) {
        return new Attribute(name, type, Presence.ALWAYS, false, false, doc);
    }

    public static Attribute optional(String name, Type type, String doc) {
        return new Attribute(name, type, Presence.OPTIONAL, false, false, doc);
    }

    /// A tree whose members policies read by path; those that are not there are undetermined, unless `has` asks for
    /// them.
    public static Attribute open(String name, String doc) {
        return new Attribute(name, Type.OPEN, Presence.ALWAYS, false, false, doc);
    }

    /// A text that detectors look through when a rule asks what it holds.
    public static Attribute searched(String name, String doc) {
        return new Attribute(name, Type.TEXT, Presence.ALWAYS, true, false, doc);
    }

    /// The companion attribute with the names of the entities detected in this one.
    ///
    /// @throws IllegalStateException if this attribute is not searched
    public Attribute findings() {
        if (!searched) {
            throw new IllegalStateException(name + " is not searched");
        }
        return new Attribute(
                name + " finds",
                Type.TEXTS,
                presence,
                false,
                true,
                "Names of the entities detected in `" + name + "`.");
    }

    /// Of the name alone: attributes are looked up several times a request, and names tell those of a schema apart.
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
