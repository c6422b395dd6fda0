// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalStore;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.MemoryStore;
import java.sql.SQLException;
import java.time.Duration;

/// A store whose time passes when the test says so.
interface Lab extends AutoCloseable {

    ApprovalStore store();

    /// Forgets all requests, so that what is found does not depend on what was tried before.
    void clear();

    /// Lets a minute pass for a request.
    void pass(String id);

    @Override
    void close();

    static Lab inMemory() {
        var memory = new MemoryStore();
        return new Lab() {
            @Override
            public ApprovalStore store() {
                return memory;
            }

            @Override
            public void clear() {
                memory.clear();
            }

            @Override
            public void pass(String id) {
                memory.pass(Duration.ofMinutes(1));
            }

            @Override
            public void close() {}
        };
    }

    /// The database's clock cannot be set, so all that is on record of the request becomes a minute older.
    static Lab on(TestDatabase database) {
        HikariDataSource source = database.open();
        var store = new JdbcApprovalStore(source);
        return new Lab() {
            @Override
            public ApprovalStore store() {
                return store;
            }

            @Override
            public void clear() {
                update("DELETE FROM approval_verdict WHERE request <> ?", "");
                update("DELETE FROM approval_request WHERE id <> ?", "");
            }

            @Override
            public void pass(String id) {
                update(
                        "UPDATE approval_request SET created = created - INTERVAL '1' MINUTE,"
                                + " since = since - INTERVAL '1' MINUTE, until = until - INTERVAL '1' MINUTE,"
                                + " escalated = escalated - INTERVAL '1' MINUTE,"
                                + " escalates = escalates - INTERVAL '1' MINUTE WHERE id = ?",
                        id);
                update("UPDATE approval_verdict SET given = given - INTERVAL '1' MINUTE WHERE request = ?", id);
            }

            private void update(String sql, String id) {
                try (var connection = source.getConnection();
                        var statement = connection.prepareStatement(sql)) {
                    statement.setString(1, id);
                    statement.executeUpdate();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }
}
