// SPDX-License-Identifier: Apache-2.0
package gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import gateway.storage.Migrations;
import java.nio.file.Path;

/// The embedded database. Whoever keeps something in it brings it to the schema of this version.
record Database(HikariDataSource source) implements AutoCloseable {

    /// Waiting for a decision takes no connection, only asking and answering does.
    private static final int CONNECTIONS = 10;

    static Database open(Path file) {
        var settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:h2:file:" + file + Migrations.H2_FLAGS);
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setPoolName("approvals");
        return new Database(new HikariDataSource(settings));
    }

    @Override
    public void close() {
        source.close();
    }
}
