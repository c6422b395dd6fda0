// SPDX-License-Identifier: Apache-2.0

/// Text to tree: always a tree, and every mistake of the text told once.
///
/// The only package that sees ANTLR; nothing of it, neither types nor wording, leaves. The phases, in order:
/// `Characters` (what may stand in a source at all), `Scanner` (tokens), `Keywords` (which words are keywords here),
/// `Nesting` (how deep), the generated parser with `Recovery`, `AstBuilder`. Read `Policy.g4` first, then
/// [policy.dsl.parse.Parser].
@NullMarked
package policy.dsl.parse;

import org.jspecify.annotations.NullMarked;
