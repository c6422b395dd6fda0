// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Lexemes;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Gives a symbol another name, everywhere, or says why not. Whether the new name gets into the way of another is not
/// guessed: the files are read again with it, and every name must mean what it meant.
public final class Renaming {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATH = Pattern.compile(NAME + "(\\." + NAME + ")*");

    private final List<Parsed> files;
    private final NameIndex index;
    private final Set<String> roots;

    /// @param files all of the policy set
    /// @param roots the words before the dot of attributes, which mean the same everywhere
    public Renaming(List<Parsed> files, NameIndex index, Set<String> roots) {
        this.files = List.copyOf(files);
        this.index = index;
        this.roots = Set.copyOf(roots);
    }

    /// @return what to change, by file and place
    public List<Edit> rename(Symbol symbol, String name) throws Refused {
        for (Parsed file : files) {
            if (file.hasErrors()) {
                throw new Refused("`" + file.file().span().source().name() + "` does not parse, so a use of `"
                        + symbol.name() + "` could be missed; mend it first");
            }
        }
        checkName(symbol, name);
        if (name.equals(symbol.name())) {
            return List.of();
        }
        List<Edit> edits = edits(symbol, name);
        checkMeaning(name, edits);
        return edits;
    }

    private void checkName(Symbol symbol, String name) throws Refused {
        boolean policy = symbol.space() == Symbol.Space.POLICY;
        if (!(policy ? PATH : NAME).matcher(name).matches()) {
            throw new Refused("`" + name + "` is not a name; names are made of letters from a to z, digits and `_`");
        }
        if (Lexemes.reserved().contains(name)) {
            throw new Refused("`" + name + "` is a keyword");
        }
        boolean first = symbol.space() == Symbol.Space.IMPORT || symbol.space() == Symbol.Space.LOCAL;
        if (first && roots.contains(name)) {
            throw new Refused("`" + name + "` is taken: attributes begin with this word");
        }
        if (policy && index.policies().contains(name)) {
            throw new Refused("there is a policy `" + name + "` already");
        }
        if (!index.of(new Symbol(symbol.space(), symbol.scope(), name)).isEmpty()) {
            throw new Refused("`" + name + "` is declared already");
        }
    }

    private List<Edit> edits(Symbol symbol, String name) {
        var edits = new ArrayList<Edit>();
        for (Occurrence one : index.of(symbol)) {
            int end = one.span().end();
            if (one.implied()) {
                edits.add(new Edit(new Span(one.span().source(), end, end), " as " + name));
            } else {
                edits.add(new Edit(one.span(), name + keptAlias(one, name)));
            }
        }
        return edits;
    }

    /// An import without `as` goes by the last word of its policy, whose uses are not to change.
    private String keptAlias(Occurrence imported, String name) {
        Optional<Occurrence> implied = index.in(imported.file()).stream()
                .filter(one ->
                        one.implied() && one.span().end() == imported.span().end())
                .findFirst();
        String alias = implied.map(one -> one.symbol().name()).orElse("");
        return imported.symbol().space() != Symbol.Space.POLICY || alias.isEmpty() || alias.equals(Names.last(name))
                ? ""
                : " as " + alias;
    }

    private void checkMeaning(String name, List<Edit> edits) throws Refused {
        var after = new ArrayList<PolicyFile>();
        for (Parsed file : files) {
            Parsed edited = Parser.parse(edited(file.file().span().source(), edits));
            if (edited.hasErrors()) {
                throw new Refused(
                        "with `" + name + "`, `" + file.file().span().source().name()
                                + "` would not parse: the word means something else there");
            }
            after.add(edited.file());
        }
        List<Meant> before = meanings(index);
        NameIndex renamed = NameIndex.of(after);
        List<Meant> now = meanings(renamed);
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            if (i >= before.size() || i >= now.size() || !before.get(i).equals(now.get(i))) {
                Occurrence changed =
                        i < now.size() ? renamed.all().get(i) : renamed.all().getLast();
                throw new Refused("`" + name + "` would mean something else at " + changed.file() + ":"
                        + changed.span().line());
            }
        }
    }

    /// What a name in a file means, told by where that is first written.
    ///
    /// @param number of that occurrence in its file
    private record Meant(String file, String firstFile, int number) {}

    private static List<Meant> meanings(NameIndex index) {
        var first = new HashMap<Symbol, Meant>();
        var count = new HashMap<String, Integer>();
        var meanings = new ArrayList<Meant>();
        for (Occurrence one : index.all()) {
            int number = count.merge(one.file(), 1, Integer::sum);
            Meant meant = first.computeIfAbsent(one.symbol(), _ -> new Meant("", one.file(), number));
            meanings.add(new Meant(one.file(), meant.firstFile(), meant.number()));
        }
        return meanings;
    }

    /// The text with the edits that are about it.
    public static Source edited(Source source, List<Edit> edits) {
        var text = new StringBuilder(source.text());
        edits.stream()
                .filter(edit -> edit.span().source().name().equals(source.name()))
                .sorted(Comparator.comparingInt((Edit edit) -> edit.span().start())
                        .reversed())
                .forEach(edit -> text.replace(edit.span().start(), edit.span().end(), edit.text()));
        return new Source(source.name(), text.toString());
    }

    /// By file, in the order of the files.
    public static Map<String, List<Edit>> byFile(List<Edit> edits) {
        var byFile = new TreeMap<String, List<Edit>>();
        for (Edit edit : edits) {
            byFile.computeIfAbsent(edit.span().source().name(), _ -> new ArrayList<>())
                    .add(edit);
        }
        return byFile;
    }
}
