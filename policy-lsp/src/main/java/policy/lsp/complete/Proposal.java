// SPDX-License-Identifier: Apache-2.0
package policy.lsp.complete;

import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.lsp.words.Phrase;
import policy.lsp.words.Phrases;
import policy.lsp.words.Types;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;

/// One thing that can be typed next.
///
/// @param detail a few words beside it
/// @param doc Markdown
/// @param pattern what is typed, with places to fill in: `${1:name}`
record Proposal(Kind kind, String label, String detail, String doc, String pattern) {

    /// What is proposed, those first that fit fewest places.
    enum Kind {
        WORD("a"),
        ENTITY("b"),
        LOCAL("c"),
        ATTRIBUTE("d"),
        LET("e"),
        LIST("f"),
        RULE("g"),
        PROTOCOL("h"),
        POLICY("i"),
        CLAUSE("j"),
        OPERATOR("k"),
        KEYWORD("l");

        private final String rank;

        Kind(String rank) {
            this.rank = rank;
        }

        /// By which editors sort.
        String rank() {
            return rank;
        }
    }

    static Proposal of(Kind kind, String word) {
        Phrase phrase = Phrases.orWord(word);
        return new Proposal(kind, word, "", phrase.doc(), phrase.pattern());
    }

    static Proposal of(Kind kind, Phrase phrase) {
        return new Proposal(kind, phrase.word(), "", phrase.doc(), phrase.pattern());
    }

    static Proposal of(Kind kind, String name, String detail) {
        return new Proposal(kind, name, detail, "", name);
    }

    static Proposal of(Attribute attribute) {
        return new Proposal(Kind.ATTRIBUTE, attribute.name(), Types.of(attribute), attribute.doc(), attribute.name());
    }

    static Proposal of(Entity entity) {
        return new Proposal(Kind.ENTITY, entity.name(), "", entity.doc(), entity.name());
    }

    static Proposal of(Schema schema) {
        return new Proposal(Kind.PROTOCOL, schema.protocol(), "", schema.doc(), schema.protocol());
    }

    /// A let or a list, by the name it is used by.
    static Proposal of(String name, Declaration declaration) {
        return switch (declaration) {
            case LetDeclaration let
            when let.parameters().isEmpty() -> new Proposal(Kind.LET, name, "let", let.doc(), name);
            case LetDeclaration let ->
                new Proposal(Kind.LET, name, "let", let.doc(), name + "(" + arguments(let) + ")");
            case ListDeclaration list -> new Proposal(Kind.LIST, name, "list", list.doc(), name);
            case Declaration.RuleDeclaration rule -> new Proposal(Kind.RULE, name, "rule", rule.doc(), name);
            case Declaration.InvariantDeclaration _,
                    Declaration.ImportDeclaration _,
                    Declaration.TestDeclaration _,
                    Declaration.Invalid _ -> of(Kind.WORD, name);
        };
    }

    private static String arguments(LetDeclaration let) {
        var arguments = new StringBuilder();
        for (int i = 0; i < let.parameters().size(); i++) {
            arguments.append(i == 0 ? "" : ", ").append("${").append(i + 1).append(':');
            arguments.append(let.parameters().get(i).text()).append('}');
        }
        return arguments.toString();
    }

    Phrase phrase() {
        return new Phrase(label, pattern, doc);
    }
}
