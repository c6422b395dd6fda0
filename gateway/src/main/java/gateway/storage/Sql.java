// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Statements in a transaction, without the ceremony. Portable between PostgreSQL and H2; read committed.
final class Sql {

    /// Both databases' state for a row that is there already.
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource source;

    Sql(DataSource source) {
        this.source = source;
    }

    /// Turns the current row into a value.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    interface Work<T> {
        T run(Statements statements) throws SQLException;
    }

    /// Runs work in one transaction, rolled back if it throws.
    ///
    /// @throws ApprovalStore.Unavailable if the database does not play along
    <T> T transaction(Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw new ApprovalStore.Unavailable(e);
        }
    }

    /// The same, where a row that is there already is an answer.
    ///
    /// @return empty if the work ran into a unique constraint; it is undone then
    <T> Optional<T> unlessTaken(Work<T> work) {
        try {
            return Optional.of(attempt(work));
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw new ApprovalStore.Unavailable(e);
        }
    }

    /// The database's clock, which all gateways share.
    Instant now() {
        return transaction(statements -> statements
                .query("SELECT CURRENT_TIMESTAMP", row -> instant(row, 1))
                .getFirst()
                .truncatedTo(ChronoUnit.MICROS)); // what both databases can keep
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private <T> T attempt(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(new Statements(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// What work can do in its transaction.
    record Statements(Connection connection) {

        <T> List<T> query(String sql, Row<T> reader, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments);
                    ResultSet rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }

        /// @return how many rows were changed
        int update(String sql, @Nullable Object... arguments) throws SQLException {
            try (PreparedStatement statement = prepare(sql, arguments)) {
                return statement.executeUpdate();
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < arguments.length; i++) {
                @Nullable Object argument = arguments[i];
                statement.setObject(
                        i + 1, argument instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : argument);
            }
            return statement;
        }
    }
}
