// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Text to tokens. Reports what is wrong within one token and gives that token the type it was meant to have.
final class Scanner {

    private final Source source;
    private final Places places;
    private final Reports reports;
    private final Lookalikes lookalikes;

    private Scanner(Source source, Reports reports) {
        this.source = source;
        this.places = new Places(source);
        this.reports = reports;
        this.lookalikes = new Lookalikes(places, reports);
    }

    /// All tokens, comments too, ending in EOF.
    static List<CommonToken> scan(Source source, Reports reports) {
        String text = Characters.readable(source, reports);
        var lexer = new PolicyLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        var tokens = new ArrayList<CommonToken>();
        for (Token token : lexer.getAllTokens()) {
            tokens.add((CommonToken) token);
        }
        tokens.add((CommonToken) lexer.emitEOF());
        new Scanner(source, reports).mend(tokens);
        return tokens;
    }

    private void mend(List<CommonToken> tokens) {
        boolean afterUnexpected = false;
        for (CommonToken token : tokens) {
            boolean isUnexpected = token.getType() == PolicyLexer.UNEXPECTED;
            switch (token.getType()) {
                case PolicyLexer.UNEXPECTED -> {
                    if (!afterUnexpected) {
                        unexpected(token);
                    }
                }
                case PolicyLexer.UNCLOSED_TEXT, PolicyLexer.UNCLOSED_RAW_TEXT -> unclosed(token);
                case PolicyLexer.FOREIGN_QUOTES -> foreignQuotes(token);
                case PolicyLexer.TEXT, PolicyLexer.RAW_TEXT -> lookalikes.check(places.of(token));
                case PolicyLexer.FOREIGN_COMMENT ->
                    reports.slip(Diagnostic.of(
                            Code.P108,
                            "not a comment of this language",
                            opening(token, token.getText().startsWith("#") ? 1 : 2),
                            "written as in another language",
                            "begin each line of a comment with `//`"));
                case PolicyLexer.BAD_NAME -> badName(token);
                default -> {}
            }
            afterUnexpected = isUnexpected;
        }
    }

    private void unexpected(CommonToken token) {
        Span span = places.of(token);
        int character = span.source().text().codePointAt(span.start());
        Span whole = places.between(span.start(), span.start() + Character.charCount(character));
        if (character == ';') {
            reports.slip(Diagnostic.of(
                    Code.P108, "nothing ends in `;` here", whole, "written as in another language", "remove it"));
        } else {
            reports.mistake(Diagnostic.of(
                    Code.P101, "unexpected " + named(character), whole, "not part of the language", help(span)));
        }
    }

    /// What people may have meant by a character that is none of the language.
    private String[] help(Span span) {
        String text = source.text();
        char character = text.charAt(span.start());
        if (character == '/') {
            return new String[] {"a rate is written `per 1h`; paths and networks stand in quotes"};
        }
        if (character == '.' && text.startsWith("..", span.start())) {
            return new String[] {"write a range without spaces, such as `mon..fri` or `09:00..17:30`"};
        }
        if (character == '.' && span.start() > 0 && text.charAt(span.start() - 1) == ']') {
            return new String[] {"after brackets go on with brackets: `a[\"x-y\"][\"z\"]`"};
        }
        return new String[0];
    }

    private static String named(int character) {
        String number = String.format(Locale.ROOT, "U+%04X", character);
        UnicodeScript script = UnicodeScript.of(character);
        if (script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK) {
            // It may look just like a letter that would be fine.
            number += script == UnicodeScript.CYRILLIC ? ", Cyrillic" : ", Greek";
        }
        return Character.isSpaceChar(character)
                ? "kind of space, " + number
                : "`" + Character.toString(character) + "`" + (character < 128 ? "" : " (" + number + ")");
    }

    private void unclosed(CommonToken token) {
        boolean raw = token.getType() == PolicyLexer.UNCLOSED_RAW_TEXT;
        token.setType(raw ? PolicyLexer.RAW_TEXT : PolicyLexer.TEXT);
        Span span = places.of(token);
        Diagnostic diagnostic = Diagnostic.of(
                        Code.P102,
                        "quoted text does not end",
                        places.between(span.end(), span.end()),
                        "expected `\"` before the line ends",
                        "put the closing `\"` on the same line; a line break in a text is written `\\n`")
                .withSecondary(opening(token, raw ? 2 : 1), "opened here");
        reports.mistake(diagnostic, span.start());
    }

    private void foreignQuotes(CommonToken token) {
        token.setType(PolicyLexer.TEXT);
        reports.slip(Diagnostic.of(
                Code.P108,
                "text is quoted with `\"`",
                places.of(token),
                "other quotes",
                "write `\"" + token.getText().substring(1, token.getText().length() - 1) + "\"`"));
    }

    private void badName(CommonToken token) {
        String name = token.getText();
        if (Windows.isDays(name)) {
            token.setType(PolicyParser.DAYS);
            return;
        }
        token.setType(name.contains(".") ? PolicyLexer.PATH : PolicyLexer.WORD);
        int at = 0;
        while (at < name.length() - 1 && (isNameCharacter(name.charAt(at)) || isInnerDot(name, at))) {
            at++;
        }
        Span span = places.of(token);
        reports.slip(Diagnostic.of(
                Code.P101,
                "a name cannot contain " + (name.charAt(at) == '.' ? "this `.`" : named(name.charAt(at))),
                places.between(span.start() + at, span.start() + at + 1),
                name.charAt(at) == '.' ? "not between two names" : "neither a letter from a to z, a digit nor `_`",
                name.contains("-")
                        ? "write `" + name.replace('-', '_') + "`, or `\"" + name + "\"` if it is text"
                        : "names are made of letters from a to z, digits and `_`"));
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isInnerDot(String name, int at) {
        char next = name.charAt(at + 1);
        return name.charAt(at) == '.' && isNameCharacter(next) && !(next >= '0' && next <= '9');
    }

    private Span opening(CommonToken token, int length) {
        Span span = places.of(token);
        return places.between(span.start(), Math.min(span.end(), span.start() + length));
    }
}
