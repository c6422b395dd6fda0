// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/// Migrated databases for tests: a new one each time, in this process or on a PostgreSQL that all tests share.
public enum TestDatabase {
    H2 {
        @Override
        public HikariDataSource open() {
            return migrated("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + Migrations.H2_FLAGS, "sa");
        }
    },
    POSTGRESQL {
        @Override
        public HikariDataSource open() {
            String name = empty();
            return migrated(Server.ONE.getJdbcUrl("postgres", name), "postgres");
        }
    };

    public abstract HikariDataSource open();

    /// A new database on the PostgreSQL that nobody has brought to any schema yet, as a configuration names it; its
    /// user is `postgres`, without a password.
    public static String emptyOnServer() {
        return "postgresql://localhost:%d/%s".formatted(Server.ONE.getPort(), empty());
    }

    private static String empty() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Server.ONE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Makes the time of every pending request over, as if the clock had moved on.
    public static void endAllTime(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE approval_request SET until = created WHERE state = 'pending'");
        }
    }

    private static HikariDataSource migrated(String url, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        var source = new HikariDataSource(config);
        Migrations.apply(source);
        return source;
    }

    private static final class Server {

        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
