// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.Card;
import approval.CardOutbox;
import gateway.storage.Sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Cards in PostgreSQL or H2.
public final class JdbcCardOutbox implements CardOutbox {

    private final Sql sql;

    public JdbcCardOutbox(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public List<Card> claim(int limit, Duration lease) {
        Instant now = sql.now();
        return sql.transaction(statements -> {
            var claimed = new ArrayList<Card>();
            for (Due due : due(statements, now, limit)) {
                int taken = statements.update(
                        "UPDATE approval_card SET due = ? WHERE id = ? AND due = ?",
                        now.plus(lease),
                        due.card().id(),
                        due.at());
                if (taken == 1) { // else another process has it
                    claimed.add(due.card());
                }
            }
            return claimed;
        });
    }

    @Override
    public void shown(Card card, String place, int version) {
        Instant now = sql.now();
        Optional<Integer> noted = sql.unlessTaken(statements -> statements.update(
                "UPDATE approval_card SET place = ?, shown = ?, attempts = 0, due = ? WHERE id = ?",
                place,
                version,
                now,
                card.id()));
        if (noted.isEmpty()) { // a press on the card came in first and its place is known already
            sql.transaction(statements -> statements.update("DELETE FROM approval_card WHERE id = ?", card.id()));
        }
    }

    @Override
    public void abandon(Card card, int version) {
        Instant now = sql.now();
        sql.transaction(statements -> statements.update(
                "UPDATE approval_card SET shown = ?, attempts = 0, due = ? WHERE id = ?", version, now, card.id()));
    }

    @Override
    public void postpone(Card card, Duration delay) {
        Instant now = sql.now();
        sql.transaction(statements -> statements.update(
                "UPDATE approval_card SET attempts = attempts + 1, due = ? WHERE id = ?", now.plus(delay), card.id()));
    }

    @Override
    public void foundAt(String request, String channel, String place) {
        Instant now = sql.now();
        sql.unlessTaken(
                statements -> statements.update("""
                    INSERT INTO approval_card (id, request, channel, place, shown, attempts, due)
                    SELECT ?, id, ?, ?, -1, 0, ? FROM approval_request WHERE id = ?
                    """, UUID.randomUUID().toString(), channel, place, now, request));
    }

    private record Due(Card card, Instant at) {}

    private static List<Due> due(Statements statements, Instant now, int limit) throws SQLException {
        return statements.query("""
            SELECT c.id, c.request, c.channel, c.place, c.attempts, c.due
            FROM approval_card c JOIN approval_request r ON r.id = c.request
            WHERE c.shown < r.version AND c.due <= ?
            ORDER BY c.due LIMIT ?
            """, JdbcCardOutbox::read, now, limit);
    }

    private static Due read(ResultSet row) throws SQLException {
        var card = new Card(
                row.getString("id"),
                row.getString("request"),
                row.getString("channel"),
                Optional.ofNullable(row.getString("place")),
                row.getInt("attempts"));
        return new Due(card, Sql.instant(row, "due"));
    }
}
