// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.slack.Click;
import approval.slack.ClickInbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// Clicks in PostgreSQL or H2.
public final class JdbcClickInbox implements ClickInbox {

    private final Sql sql;

    public JdbcClickInbox(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public void keep(Click click) {
        Instant now = sql.now();
        sql.transaction(statements -> statements.update(
                "INSERT INTO slack_click (id, click, attempts, due) VALUES (?, ?, 0, ?)",
                UUID.randomUUID().toString(),
                ApprovalJson.write(click),
                now));
    }

    @Override
    public List<Kept> claim(int limit, Duration lease) {
        Instant now = sql.now();
        return sql.transaction(statements -> {
            List<Due> allDue = statements.query(
                    "SELECT id, click, attempts, due FROM slack_click WHERE due <= ? ORDER BY due LIMIT ?",
                    JdbcClickInbox::read,
                    now,
                    limit);
            var claimed = new ArrayList<Kept>();
            for (Due due : allDue) {
                int taken = statements.update(
                        "UPDATE slack_click SET due = ? WHERE id = ? AND due = ?",
                        now.plus(lease),
                        due.kept().id(),
                        due.at());
                if (taken == 1) { // else another process has it
                    claimed.add(due.kept());
                }
            }
            return claimed;
        });
    }

    @Override
    public void done(Kept kept) {
        sql.transaction(statements -> statements.update("DELETE FROM slack_click WHERE id = ?", kept.id()));
    }

    @Override
    public void postpone(Kept kept, Duration delay) {
        Instant now = sql.now();
        sql.transaction(statements -> statements.update(
                "UPDATE slack_click SET attempts = attempts + 1, due = ? WHERE id = ?", now.plus(delay), kept.id()));
    }

    private record Due(Kept kept, Instant at) {}

    private static Due read(ResultSet row) throws SQLException {
        var kept = new Kept(
                row.getString("id"), ApprovalJson.read(row.getString("click"), Click.class), row.getInt("attempts"));
        return new Due(kept, Sql.instant(row, "due"));
    }
}
