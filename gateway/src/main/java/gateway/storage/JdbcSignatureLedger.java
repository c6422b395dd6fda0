// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.slack.SignatureLedger;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/// Used signatures in PostgreSQL or H2; the primary key says who was first.
public final class JdbcSignatureLedger implements SignatureLedger {

    /// Much longer than a signature is fresh (ten minutes, from five before to five after).
    private static final Duration KEPT = Duration.ofHours(1);

    private final Sql sql;

    public JdbcSignatureLedger(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public boolean firstUse(String signature, Instant now) {
        sql.transaction(statements -> statements.update("DELETE FROM slack_signature WHERE used < ?", now.minus(KEPT)));
        return sql.unlessTaken(statements -> statements.update(
                        "INSERT INTO slack_signature (signature, used) VALUES (?, ?)", signature, now))
                .isPresent();
    }
}
