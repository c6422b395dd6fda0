// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        List<CommonToken> joined = joined(tokens);
        new Scanner(source, reports).mend(joined);
        return joined;
    }

    /// `15 minutes` is one number that is not written as one. Counts, as in `at most 5 bytes`, have units of their
    /// own.
    private static List<CommonToken> joined(List<CommonToken> tokens) {
        var joined = new ArrayList<CommonToken>(tokens.size());
        for (CommonToken token : tokens) {
            if (!joined.isEmpty()
                    && isUnitOf(joined.getLast(), token)
                    && (joined.size() < 2 || joined.get(joined.size() - 2).getType() != PolicyLexer.MOST)) {
                joined.getLast().setType(PolicyLexer.BAD_NUMBER);
                joined.getLast().setStopIndex(token.getStopIndex());
            } else {
                joined.add(token);
            }
        }
        return joined;
    }

    private static boolean isUnitOf(CommonToken number, CommonToken unit) {
        return number.getType() == PolicyLexer.INT
                && unit.getType() == PolicyLexer.WORD
                && unit.getLine() == number.getLine()
                && Numbers.isUnit(unit.getText());
    }

    private void mend(List<CommonToken> tokens) {
        // Of what is not part of the language the first is told in each line; more of it mostly belongs together.
        int lineOfUnexpected = 0;
        for (int i = 0; i < tokens.size(); i++) {
            CommonToken token = tokens.get(i);
            switch (token.getType()) {
                case PolicyLexer.UNEXPECTED -> {
                    if (token.getLine() != lineOfUnexpected || token.getText().equals(";")) {
                        unexpected(token);
                    }
                    lineOfUnexpected = token.getLine();
                }
                case PolicyLexer.UNCLOSED_TEXT, PolicyLexer.UNCLOSED_RAW_TEXT -> unclosed(token);
                case PolicyLexer.FOREIGN_QUOTES -> foreignQuotes(token);
                case PolicyLexer.TEXT, PolicyLexer.RAW_TEXT -> lookalikes.check(places.of(token));
                case PolicyLexer.FOREIGN_COMMENT -> {
                    if (token.getLine() != lineOfUnexpected) {
                        foreignComment(token);
                    }
                }
                case PolicyLexer.BAD_NAME -> {
                    if (isKey(tokens, i)) {
                        token.setType(PolicyLexer.WORD);
                    } else if (badName(token)) {
                        lineOfUnexpected = token.getLine();
                    }
                }
                default -> {}
            }
        }
    }

    private void foreignComment(CommonToken token) {
        reports.slip(Diagnostic.of(
                Code.P108,
                "not a comment of this language",
                opening(token, token.getText().startsWith("#") ? 1 : 2),
                "written as in another language",
                "begin each line of a comment with `//`"));
    }

    /// Whether this stands in the brackets of a key: there it is told that quotes are missing.
    private static boolean isKey(List<CommonToken> tokens, int i) {
        return i > 1
                && tokens.get(i - 1).getType() == PolicyLexer.LBRACK
                && tokens.get(i - 1).getStartIndex() == tokens.get(i - 2).getStopIndex() + 1
                && (tokens.get(i - 2).getType() == PolicyLexer.WORD
                        || tokens.get(i - 2).getType() == PolicyLexer.PATH);
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
                    Code.P101,
                    "unexpected " + named(character),
                    whole,
                    "not part of the language",
                    Unexpected.help(source.text(), span.start())));
        }
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
        reports.unclosed(diagnostic, span.start(), token.getLine());
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

    /// @return whether what follows it on the line is part of the same mistake
    private boolean badName(CommonToken token) {
        String name = token.getText();
        if (Windows.isDays(name)) {
            token.setType(PolicyParser.DAYS);
            return false;
        }
        token.setType(name.contains(".") ? PolicyLexer.PATH : PolicyLexer.WORD);
        Span span = places.of(token);
        boolean everything = name.endsWith(".") && source.text().startsWith("*", span.end());
        int at = 0;
        while (at < name.length() - 1 && (isNameCharacter(name.charAt(at)) || isInnerDot(name, at))) {
            at++;
        }
        Optional<String> latin = Lookalikes.latin(name);
        latin.ifPresent(plain -> {
            token.setText(plain);
            Lexicon.keyword(plain).ifPresent(token::setType);
        });
        if (everything) {
            token.setText(name.substring(0, name.length() - 1));
        }
        reports.slip(Diagnostic.of(
                Code.P101,
                "a name cannot contain " + (name.charAt(at) == '.' ? "this `.`" : named(name.charAt(at))),
                places.between(span.start() + at, span.start() + at + 1),
                name.charAt(at) == '.' ? "not between two names" : "neither a letter from a to z, a digit nor `_`",
                latin.isPresent()
                        ? "write `" + latin.get() + "`, in letters from a to z"
                        : everything
                                ? "an import names a policy, and reaches all of it: `import " + token.getText() + "`"
                                : helpForName(name)));
        return everything;
    }

    private static String helpForName(String name) {
        String plain = name.replace('-', '_');
        int dot = name.lastIndexOf('.');
        return !name.contains("-")
                ? "names are made of letters from a to z, digits and `_`"
                : dot != name.indexOf('.') && !name.substring(0, dot).contains("-")
                        ? "write `" + name.substring(0, dot) + "[\"" + name.substring(dot + 1) + "\"]` if it is a key,"
                                + " or `" + plain + "`"
                        : "write `" + plain + "`, or `\"" + name + "\"` if it is text";
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
