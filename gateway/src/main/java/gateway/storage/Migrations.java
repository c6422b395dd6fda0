// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings a database to the schema this version needs; does nothing if it is there already. Several gateways may do it
/// at once: the first takes a lock.
public final class Migrations {

    private static final String FOLDER = "classpath:db/migration";

    /// What an H2 URL must end with, so that the one set of migrations and statements runs on it as on PostgreSQL.
    public static final String H2_FLAGS = ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    private Migrations() {}

    public static void apply(DataSource source) {
        Flyway.configure().dataSource(source).locations(FOLDER).load().migrate();
    }
}
