// SPDX-License-Identifier: Apache-2.0
package policy.cli.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.outline.Item;
import policy.compiler.outline.OneLine;
import policy.compiler.outline.Parts;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;

/// What a rule says, in the words both kinds of pages use.
final class Prose {

    /// What can be a link. Nothing in it can end one, in HTML or in Markdown.
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s<>\"'`|\\\\\\p{Cntrl}]+");

    /// Entries of a list that are told; a page is to be read.
    private static final int MOST_ENTRIES = 50;

    private Prose() {}

    /// One thing a rule demands.
    ///
    /// @param what such as `Ask`
    /// @param text in the words of the language
    record Demand(String what, String text) {}

    /// `Denies` …, what it does.
    ///
    /// @param always whether it does so without a condition
    static String does(RuleDeclaration rule, boolean always) {
        String does = switch (rule.effect()) {
            case ALLOW -> always ? "Allows every request" : "Allows";
            case DENY -> always ? "Denies every request" : "Denies";
            case APPROVE -> always ? "Asks for approval of every request" : "Asks for approval";
            case MASK -> always ? "Masks the answer to every request" : "Masks the answer";
            case LIMIT -> always ? "Limits all requests" : "Limits";
            case RECORD -> always ? "Records every request" : "Records";
        };
        return rule.observe() ? "Only observed: " + does.toLowerCase(Locale.ROOT) : does;
    }

    static List<String> whens(RuleDeclaration rule) {
        return texts(Parts.whens(rule.clauses()));
    }

    static List<String> unlesses(RuleDeclaration rule) {
        return texts(Parts.unlesses(rule.clauses()));
    }

    private static List<String> texts(List<Expression> conditions) {
        return conditions.stream()
                .map(condition -> OneLine.of(condition.span()))
                .toList();
    }

    /// What the blocked person, or the one who approves, reads.
    static Optional<String> because(RuleDeclaration rule) {
        return rule.clauses().stream()
                .flatMap(clause -> clause instanceof Clause.Because(Clause.Template message, var _)
                        ? Stream.of(text(message))
                        : Stream.of())
                .findFirst();
    }

    private static String text(Clause.Template message) {
        return message.parts().stream()
                .map(part -> switch (part) {
                    case Clause.Part.Literal(String text, var _) -> text;
                    case Clause.Part.Hole(var attribute, var _) -> "{" + attribute.text() + "}";
                })
                .collect(Collectors.joining());
    }

    static Optional<String> help(RuleDeclaration rule) {
        return rule.clauses().stream()
                .flatMap(clause -> clause instanceof Clause.Help(String text, var _) ? Stream.of(text) : Stream.of())
                .findFirst();
    }

    /// Everything else, in the order it is written.
    static List<Demand> demands(RuleDeclaration rule) {
        var demands = new ArrayList<Demand>();
        for (Clause clause : rule.clauses()) {
            boolean told =
                    Parts.isCondition(clause) || clause instanceof Clause.Because || clause instanceof Clause.Help;
            if (!told) {
                demands.add(new Demand(label(clause), Parts.rest(clause)));
            }
        }
        return demands;
    }

    private static String label(Clause clause) {
        return switch (clause) {
            case Clause.Ask _ -> "Approved by";
            case Clause.ReasonRequired _ -> "Reason";
            case Clause.Within _ -> "Within";
            case Clause.Escalate _ -> "Escalates";
            case Clause.GrantOnce _, Clause.GrantFor _ -> "Granted";
            case Clause.Channel _ -> "Channel";
            case Clause.Durable _ -> "Outlives the client";
            case Clause.BreakGlass _ -> "Break glass";
            case Clause.Find _ -> "Masks entities";
            case Clause.Hide(Clause.Place place, var _, var _, var _) ->
                switch (place) {
                    case COLUMN -> "Masks columns";
                    case FIELD -> "Masks fields";
                    case HEADER -> "Masks headers";
                };
            case Clause.AtMost _ -> "At most";
            case Clause.Keep _ -> "Keeps";
            case Clause.When _, Clause.Unless _, Clause.Because _, Clause.Help _, Clause.Invalid _ -> "";
        };
    }

    /// `shop.hpol:12`.
    static String place(Item item) {
        return item.file() + ":" + item.span().line();
    }

    /// With the parameters, if it has any.
    static String name(Item item) {
        return item.declaration() instanceof LetDeclaration let
                        && !let.parameters().isEmpty()
                ? item.name() + let.parameters().stream().map(Name::text).collect(Collectors.joining(", ", "(", ")"))
                : item.name();
    }

    /// The value of a let, what a list is read from, what an invariant promises.
    static String value(Item item) {
        String text = item.text();
        return switch (item.kind()) {
            case LET -> text.substring(text.indexOf('=') + 1).strip();
            case LIST -> text.substring(text.indexOf(" from ") + 1);
            case INVARIANT ->
                text.substring(text.indexOf('{') + 1, text.lastIndexOf('}')).strip();
            case RULE, IMPORT, TEST -> text;
        };
    }

    /// The first entries of a list, and how many more there are.
    static String entries(List<String> entries) {
        String told = entries.stream().limit(MOST_ENTRIES).collect(Collectors.joining(", "));
        int more = entries.size() - MOST_ENTRIES;
        return more > 0 ? told + " and " + more + " more" : told;
    }

    static boolean isPage(String text) {
        return PAGE.matcher(text).matches();
    }

    /// Paragraphs of documentation; lines within one belong together.
    static List<String> paragraphs(String doc) {
        return Arrays.stream(doc.strip().split("\\n\\s*\\n"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
