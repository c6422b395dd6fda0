// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import policy.compiler.condition.Term;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Compare;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;
import policy.runtime.request.Type;

/// What authors may have meant who wrote something else: the help of messages, in words that can be copied.
final class Hints {

    /// Longer text of the author is not repeated.
    private static final int LONGEST_REPEATED = 60;
    /// More attributes than these are no hint.
    private static final int MOST_NAMED = 3;

    private final Reading reading;

    Hints(Reading reading) {
        this.reading = reading;
    }

    /// For a name that is no attribute of these requests.
    String[] attribute(String written) {
        int dot = written.indexOf('.');
        String first = dot < 0 ? written : written.substring(0, dot);
        List<String> members = reading.scope().names().stream()
                .filter(name -> name.startsWith(first + "."))
                .toList();
        if (dot < 0 && !members.isEmpty()) {
            return help("name one of its attributes, such as `" + members.getFirst() + "`");
        }
        if (members.isEmpty() && dot >= 0 && reading.scope().roots().contains(first)) {
            return help("what begins with `" + first + "` is read in rules `on " + first + "`");
        }
        Optional<String> alias = reading.lets().frame().policy().imports().entrySet().stream()
                .filter(one -> written.startsWith(one.getValue().policy().text() + "."))
                .map(one -> one.getKey()
                        + written.substring(one.getValue().policy().text().length()))
                .findFirst();
        if (alias.isPresent()) {
            return help("write `" + alias.get() + "`: an import is called by its last word");
        }
        List<String> alike = reading.scope().names().stream()
                .filter(name -> last(name).equals(last(written)))
                .toList();
        if (alike.isEmpty() && dot < 0) {
            Optional<String> near = Nearest.to(
                    written, reading.scope().names().stream().map(Hints::last).toList());
            alike = reading.scope().names().stream()
                    .filter(name -> near.filter(last(name)::equals).isPresent())
                    .toList();
        }
        return alike.isEmpty() || alike.size() > MOST_NAMED
                ? help()
                : help("did you mean "
                        + alike.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or ")) + "?");
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// The names under which policies that are imported have something called so.
    List<String> imported(String name) {
        var found = new ArrayList<String>();
        reading.lets()
                .frame()
                .policy()
                .imports()
                .keySet()
                .forEach(alias -> reading.lets()
                        .imported(alias + "." + name)
                        .filter(policy -> has(policy, name))
                        .ifPresent(_ -> found.add(alias + "." + name)));
        return found;
    }

    private static boolean has(Namespace policy, String name) {
        return policy.lets().containsKey(name) || policy.lists().containsKey(name);
    }

    /// For a value of another type than the one it is compared with.
    String[] value(Expression written, Term compared) {
        String text = repeated(written.span());
        return switch (written) {
            case Expression.TextLiteral(String content, var _)
            when content.matches("[0-9][0-9_]*[A-Za-z]{0,3}") && !(compared.type() instanceof Type.Text) ->
                help("write `" + content + "`, without quotes");
            case Expression.IntLiteral _
            when compared.type() instanceof Type.Duration ->
                help("say of what: `" + text + "s`, `" + text + "m`, `" + text + "h`");
            case Expression.WindowLiteral _
            when compared.type() instanceof Type.Time ->
                help("`in` asks whether a moment is within: `" + compared.shown() + " in " + text + "`");
            default ->
                written instanceof Expression.ListLiteral
                                || reading.lets().list(written).isPresent()
                        ? help("`in` asks whether a list holds it")
                        : help();
        };
    }

    /// For something that is no list where one is due.
    String[] list(Expression written) {
        return switch (written) {
            case Expression.TextLiteral _, Expression.RawTextLiteral _, Expression.IntLiteral _ ->
                help("write `[" + repeated(written.span()) + "]`, or compare with `==`");
            default -> help();
        };
    }

    /// For an operator that does not go with a list in the request.
    Optional<String> operator(Compare compare, Term term) {
        String right = repeated(compare.right().span());
        String holds = compare.right() instanceof Expression.ListLiteral ? " intersects " : " contains ";
        return switch (compare.operator()) {
            case EQUAL, MATCHES, STARTS_WITH, ENDS_WITH, LIKE ->
                Optional.of(
                        compare.operator() == Operator.EQUAL
                                ? "write `" + term.shown() + holds + right + "`"
                                : "ask about its items: `some item in " + term.shown() + " satisfies item "
                                        + compare.operator().word() + " " + right + "`");
            case IN -> Optional.of("write `" + term.shown() + " intersects " + right + "`");
            case NOT_EQUAL -> Optional.of("write `not " + term.shown() + holds + right + "`");
            case LESS, AT_MOST, MORE, AT_LEAST, CONTAINS, INTERSECTS, FINDS -> Optional.empty();
        };
    }

    /// A comparison whose attribute stands on the right, turned round.
    Optional<String> turned(Compare compare) {
        if (!(compare.right() instanceof Expression.Reference right)) {
            return Optional.empty();
        }
        boolean isSubject = right.name().text().equals(ComparisonChecker.SUBJECT);
        Optional<Term> term = reading.scope().term(right.name().text());
        if (term.isEmpty() && !isSubject) {
            return Optional.empty();
        }
        String operator = switch (compare.operator()) {
            case LESS -> Operator.MORE.word();
            case AT_MOST -> Operator.AT_LEAST.word();
            case MORE -> Operator.LESS.word();
            case AT_LEAST -> Operator.AT_MOST.word();
            case IN -> isSubject ? "in" : Operator.CONTAINS.word();
            case CONTAINS -> Operator.IN.word();
            case EQUAL, NOT_EQUAL, INTERSECTS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES, FINDS ->
                compare.operator().word();
        };
        return Optional.of("write `" + repeated(right.span()) + " " + operator + " "
                + repeated(compare.left().span()) + "`");
    }

    /// For something else than a group behind `subject in`.
    static String group(Expression written) {
        return switch (written) {
            case Expression.TextLiteral(String name, var _) -> "write `subject in group(\"" + name + "\")`";
            case Expression.ListLiteral(List<Expression> items, var span)
            when items.stream().allMatch(Expression.TextLiteral.class::isInstance) ->
                "write `subject.id in %s` or `subject.groups intersects %s`".formatted(repeated(span), repeated(span));
            case Expression.ListLiteral _ ->
                "ask for each with `or`, or write `subject.groups intersects [\"a\", \"b\"]`";
            default -> "write `subject in group(\"…\")`";
        };
    }

    private static String repeated(Span span) {
        String text = span.text();
        return text.length() > LONGEST_REPEATED || text.indexOf('\n') >= 0 ? "…" : text;
    }

    private static String[] help(String... lines) {
        return lines;
    }
}
