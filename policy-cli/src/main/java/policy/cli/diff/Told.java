// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import policy.compiler.changes.Change;
import policy.compiler.changes.Difference;
import policy.compiler.changes.Risk;
import policy.compiler.outline.Item;
import policy.compiler.outline.Parts;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.source.NoSources;

/// A difference with the names of its two sides: what all reports tell.
public record Told(Side before, Side after, Difference difference) implements AutoCloseable {

    static final String NOT_PROVEN = "Told from the text alone; what becomes of requests stands above.";

    static final String BY_TEXT = "By its text";

    /// What is proved of requests and what a text looks like need not agree.
    static final String PROVEN =
            "What becomes of requests is proved above. The text alone, which follows, can only say what might be.";

    /// @param a directory, file or revision; so is `b`
    /// @param path where policies are in revisions that do not say it; empty for where the other side is
    /// @param shown a path as it is to be shown
    /// @throws NoSources if a side cannot be read, or neither holds a policy
    public static Told of(String a, String b, Optional<Path> path, UnaryOperator<Path> shown)
            throws NoSources, IOException {
        Path otherwise = Revisions.isPath(b) ? Path.of(b) : Revisions.isPath(a) ? Path.of(a) : Path.of("");
        var revisions = new Revisions(path.orElse(otherwise), shown);
        Side before = revisions.side(a);
        try {
            Side after = revisions.side(b);
            if (before.isEmpty() && after.isEmpty()) {
                throw new NoSources("neither " + before.label() + " nor " + after.label() + " holds a .hpol file");
            }
            return new Told(before, after, Difference.between(before.sources(), after.sources()));
        } catch (NoSources | IOException | RuntimeException e) {
            before.close();
            throw e;
        }
    }

    /// The heading of a group.
    static String heading(Risk risk) {
        return switch (risk) {
            case WIDENS -> "May let more through";
            case EITHER -> "Can go either way";
            case NARROWS -> "May let less through";
            case NEUTRAL -> "Changes no decision";
        };
    }

    /// @param proven whether it is known what becomes of requests, so that the group is about the text
    static String heading(Risk risk, boolean proven) {
        String heading = heading(risk);
        return proven
                ? BY_TEXT + ": " + heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1)
                : heading;
    }

    /// `deny shop.secrets`, `list shop.blocked`, `test "a refund asks"`.
    static String name(Item item) {
        return switch (item.kind()) {
            case RULE -> {
                RuleDeclaration rule = (RuleDeclaration) item.declaration();
                yield (rule.observe() ? "observe " : "") + rule.effect().name().toLowerCase(Locale.ROOT) + " "
                        + item.id();
            }
            case TEST -> "test \"" + item.name() + "\"";
            case LET, LIST, INVARIANT, IMPORT -> item.kind().word() + " " + item.id();
        };
    }

    /// What became of it: `deny a.b`, or with its name before.
    static String name(Change change) {
        boolean renamed = change.before().isPresent()
                && change.after().isPresent()
                && !name(change.before().get()).equals(name(change.after().get()));
        return renamed && change.what() == Change.What.MOVED
                ? name(change.before().orElseThrow()) + ", now " + name(change.item())
                : name(change.item());
    }

    Optional<String> oldPlace(Change change) {
        return change.before().map(item -> before.place(item.place()));
    }

    Optional<String> newPlace(Change change) {
        return change.after().map(item -> after.place(item.place()));
    }

    /// Where to look for it: where it is, or was.
    String place(Change change) {
        return newPlace(change).or(() -> oldPlace(change)).orElseThrow();
    }

    /// What came or went, one line for each clause.
    static List<String> lines(Item item) {
        if (!(item.declaration() instanceof RuleDeclaration rule)) {
            return List.of(item.text());
        }
        var lines = new ArrayList<>(List.of("on " + rule.protocol().text()));
        rule.clauses().forEach(clause -> lines.add((Parts.keyword(clause) + " " + Parts.rest(clause)).strip()));
        return lines;
    }

    /// What else must be known of a side; nothing if it compiles.
    static Optional<String> warning(Side side, int unread) {
        if (side.isEmpty()) {
            return Optional.of(side.label() + " holds no policies");
        }
        return side.errors() == 0
                ? Optional.empty()
                : Optional.of(side.label() + " does not compile (" + side.errors()
                        + (side.errors() == 1 ? " mistake" : " mistakes") + ")"
                        + (unread == 0
                                ? ""
                                : "; " + unread + (unread == 1 ? " declaration" : " declarations")
                                        + " cannot be read and " + (unread == 1 ? "is" : "are") + " left out"));
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        warning(before, difference.before().unread().size()).ifPresent(warnings::add);
        warning(after, difference.after().unread().size()).ifPresent(warnings::add);
        return warnings;
    }

    /// Only layout, order and comments.
    List<String> restyled() {
        return difference.restyled().stream().map(after.shown()).toList();
    }

    @Override
    public void close() throws IOException {
        before.close();
        after.close();
    }
}
