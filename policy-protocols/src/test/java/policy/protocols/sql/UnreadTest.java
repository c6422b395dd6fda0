// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// Of a text that is not read nothing is known but what it says and where it was sent, so no rule can permit it by
/// what it would do.
class UnreadTest {

    private static final List<SqlStatement> CORPUS = Corpus.statements("usual.txt", "evasion.txt");
    private static final Set<Attribute> OF_THE_TEXT = Set.of(SqlSchema.TEXT, SqlSchema.TEXT_FINDS, SqlSchema.DATABASE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELEC",
                "DROPP TABLE x",
                "\uD83D\uDE00",
                "SELECT FROM WHERE )(",
                "DO $$ BEGIN DELETE FROM orders; END $$",
                "SELECT 1; SELEC",
                "DELETE FROM orders; DO $$ BEGIN END $$",
                "EXECUTE p",
                "PREPARE p AS SELEC",
                "SELECT 'a",
                ")"
            })
    void nothingIsKnownOfIt(String text) {
        assertThat(known(text)).isEmpty();
    }

    @Property
    void wordsThatAreNoCommandAreNotRead(@ForAll("noCommands") String text) {
        assertThat(known(text)).isEmpty();
    }

    @Property
    void oneStatementThatIsNotReadHidesTheOthers(
            @ForAll("statements") SqlStatement read, @ForAll("unread") String unread, @ForAll boolean first) {
        String text = first ? unread + ";" + read.text() : read.text() + "\n;" + unread;

        assertThat(known(text)).isEmpty();
    }

    @Property(tries = 1000)
    void nothingIsKnownWhereNotEvenTheStatementsAreCounted(@ForAll long seed) {
        SqlStatement statement = new Mutations(CORPUS, seed).next();
        Map<Attribute, Value> read = Corpus.read(statement);

        Set<String> known = known(read);

        assertThat(known.isEmpty() || known.contains("sql.statements")).isTrue();
    }

    private static Set<String> known(String text) {
        return known(Corpus.read(Corpus.statement(text)));
    }

    private static Set<String> known(Map<Attribute, Value> read) {
        var known = new TreeSet<String>();
        read.forEach((attribute, value) -> {
            if (!OF_THE_TEXT.contains(attribute) && !(value instanceof Undetermined)) {
                known.add(attribute.name());
            }
        });
        return known;
    }

    @Provide
    Arbitrary<String> noCommands() {
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
        return word.flatMap(first -> word.list().ofMaxSize(5).map(rest -> "x" + first + " " + String.join(" ", rest)));
    }

    @Provide
    Arbitrary<String> unread() {
        return Arbitraries.of("SELEC", "DO $$ BEGIN END $$", "SELECT FROM WHERE )", "\uD83D\uDE00", "xplain SELECT 1");
    }

    @Provide
    Arbitrary<SqlStatement> statements() {
        return Arbitraries.of(CORPUS);
    }
}
