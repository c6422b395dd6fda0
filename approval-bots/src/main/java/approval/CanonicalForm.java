// SPDX-License-Identifier: Apache-2.0
package approval;

/// What exactly will run: what a reviewer sees and a grant is bound to.
///
/// @param verb what is done, in a word or two, such as `POST`
/// @param text the exact command, literal and complete; what is shown is cut from this, never from
///     elsewhere
/// @param digest lower-case hex SHA-256 over everything that will be executed, target included
public record CanonicalForm(String verb, String text, String digest) {}
