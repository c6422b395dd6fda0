// SPDX-License-Identifier: Apache-2.0
package policy.lsp.words;

/// A keyword with what usually follows it.
///
/// @param pattern what is typed for it, with places to fill in as editors write them: `${1:name}`
/// @param doc one sentence
public record Phrase(String word, String pattern, String doc) {

    /// For editors that know no places to fill in.
    public String plain() {
        return pattern.replaceAll("\\$\\{\\d+\\|([^,|]*)[^|]*\\|}", "$1")
                .replaceAll("\\$\\{\\d+:([^}]*)}", "$1")
                .replaceAll("\\$\\d+", "");
    }
}
