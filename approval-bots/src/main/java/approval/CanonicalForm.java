// SPDX-License-Identifier: Apache-2.0
package approval;

/// What exactly will run: what a reviewer sees and a grant is bound to.
///
/// @param verb what is done, in a word or two, such as `POST`
/// @param text the exact command, literal and complete; what is shown is cut from this, never from
///     elsewhere
/// @param digest lower-case hex SHA-256 over everything that will be executed, target included
/// @param shape the same for all commands that differ from this one in plain values only, lower-case hex SHA-256;
///     the digest, where which values are plain cannot be told for sure
public record CanonicalForm(String verb, String text, String digest, String shape) {

    /// A form that is the only one of its shape.
    public CanonicalForm(String verb, String text, String digest) {
        this(verb, text, digest, digest);
    }
}
