// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {

    /// How many statements, or -1 if that is not clear.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT 1                                                                  | 1
        SELECT 1; SELECT 2;                                                       | 2
        ; ;; SELECT 1;;                                                           | 1
        SELECT ';', $$;$$, ";" /* ; */ -- ;                                       | 1
        CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); SELECT 1 | 2
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3 | 2
        CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC END; SELECT 3                | 2
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN atomic END; END; SELECT 1 | 2
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 case; SELECT 1 end; END; SELECT 1 | 2
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT begin atomic; END; END; SELECT 1 | -1
        CREATE FUNCTION f() RETURNS int RETURN 1; BEGIN; SELECT 1; END            | 4
        BEGIN ATOMIC; SELECT 1; END                                               | 3
        CREATE TABLE t (begin int); SELECT begin atomic FROM t; END               | 3
        """)
    void count(String text, int statements) {
        var tokens = (Lexed.Tokens) Lexer.lex(text, true);

        assertThat(
                        switch (Statements.of(tokens.tokens())) {
                            case Statements.Cut.Whole whole ->
                                whole.statements().size();
                            case Statements.Cut.Unclear _ -> -1;
                        })
                .isEqualTo(statements);
    }
}
