// SPDX-License-Identifier: Apache-2.0
package gateway;

import static java.util.Objects.requireNonNullElse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import gateway.config.GatewayConfig;
import gateway.config.Secret;
import gateway.config.SharedDatabase;
import gateway.storage.Migrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Where approval requests are kept. Whoever keeps something in it brings it to the schema of this version.
record Database(HikariDataSource source) implements AutoCloseable {

    /// Waiting for a decision takes no connection, only asking and answering does.
    private static final int CONNECTIONS = 10;

    /// How long a caller waits for a free connection, or for a server that does not take a new one.
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// How long a server may keep silent in the middle of a statement; all of ours are short.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /// Its own hook would close it as soon as the process is told to end, under those that still answer.
    private static final String OPEN_UNTIL_CLOSED = ";DB_CLOSE_ON_EXIT=FALSE";

    static Database open(GatewayConfig config) {
        return config.database().map(Database::shared).orElseGet(() -> embedded(config.data()));
    }

    private static Database embedded(Path data) {
        HikariConfig pool = pool();
        pool.setJdbcUrl("jdbc:h2:file:" + data.resolve("approvals") + Migrations.H2_FLAGS + OPEN_UNTIL_CLOSED);
        return new Database(new HikariDataSource(pool));
    }

    /// @throws IllegalStateException if it cannot be reached now: a gateway that cannot ask anybody should not
    /// begin
    private static Database shared(SharedDatabase configured) {
        HikariConfig pool = pool();
        server(configured, pool);
        pool.setConnectionTimeout(CONNECT.toMillis());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED"); // whatever the server's own default is
        try {
            return new Database(new HikariDataSource(pool));
        } catch (PoolInitializationException e) {
            throw new IllegalStateException(
                    "`database.url` is %s, which cannot be used: %s; mend that, or leave out `database` for the embedded one"
                            .formatted(
                                    configured.url(),
                                    requireNonNullElse(e.getCause(), e).getMessage()),
                    e);
        }
    }

    private static HikariConfig pool() {
        var pool = new HikariConfig();
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName("approvals");
        return pool;
    }

    /// By setters, not by a URL: nothing in the configuration can become a parameter of the driver.
    private static void server(SharedDatabase configured, HikariConfig pool) {
        pool.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        Map<String, Object> setters = new HashMap<>();
        setters.put("serverName", configured.url().server().host());
        setters.put("portNumber", configured.url().server().port());
        setters.put("databaseName", configured.url().database());
        setters.put("applicationName", "hpol");
        setters.put("connectTimeout", Math.toIntExact(CONNECT.toSeconds()));
        setters.put("socketTimeout", Math.toIntExact(SILENCE.toSeconds()));
        setters.put("tcpKeepAlive", true);
        switch (configured.tls()) {
            case OFF -> setters.put("sslMode", "disable");
            case VERIFY -> {
                setters.put("sslMode", "verify-full");
                configured
                        .authorities()
                        .ifPresentOrElse(
                                file -> setters.put("sslRootCert", file.toString()),
                                () -> setters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
            }
        }
        setters.forEach(pool::addDataSourceProperty);
        pool.setUsername(configured.user());
        configured.password().map(Secret::value).ifPresent(pool::setPassword);
    }

    @Override
    public void close() {
        source.close();
    }
}
