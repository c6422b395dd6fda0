// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// How much of SQL is read. What is over a limit is not cut but undetermined as a whole.
public final class Limits {

    /// Characters of one text; larger than any text written by hand, smaller than a bulk load.
    public static final int TEXT_CHARS = 1 << 20;

    /// Tokens of one text: an insert of some thousand rows.
    public static final int TOKENS = 100_000;

    /// How deep parentheses, brackets and `CASE` nest.
    public static final int DEPTH = 100;

    /// Statements of one text.
    public static final int STATEMENTS = 10_000;

    /// Columns of all tables a text may mean; one without its table counts for each that it may be of.
    public static final int COLUMNS = 10_000;

    /// Columns, tables and functions of all statements of a text, counted as often as they come: carrying out
    /// what was prepared costs few words and does all of it again.
    public static final int NAMES = 200_000;

    /// Columns of one comparison; one with more is not taken to narrow anything.
    public static final int COMPARED = 64;

    private Limits() {}
}
