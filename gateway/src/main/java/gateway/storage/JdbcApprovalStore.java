// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Standing;
import approval.State;
import approval.Verdict;
import gateway.storage.ApprovalJson.Filed;
import gateway.storage.Sql.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import policy.runtime.request.Subject;

/// Approval requests in PostgreSQL or H2. Three things decide every race, all in the database: the unique
/// fingerprint of an open request, the unique place of a pending one among its asker's, and the condition
/// on state and version in [#advance].
public final class JdbcApprovalStore implements ApprovalStore {

    private static final String COLUMNS = "id, created, state, since, until, note, version, question";

    private final Sql sql;

    public JdbcApprovalStore(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public Instant now() {
        return sql.now();
    }

    @Override
    public Optional<ApprovalRequest> file(ApprovalRequest request, Collection<String> channels, int places) {
        String fingerprint = request.fingerprint();
        String asker = hash(request.asker());
        while (true) {
            Optional<ApprovalRequest> open =
                    sql.transaction(statements -> read(statements, " WHERE open_fingerprint = ?", fingerprint)).stream()
                            .findFirst();
            if (open.isPresent()) {
                return open;
            }
            OptionalInt place = freePlace(asker, places);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            Optional<ApprovalRequest> filed = sql.unlessTaken(
                    statements -> insert(statements, request, fingerprint, asker, place.getAsInt(), channels));
            if (filed.isPresent()) {
                return filed;
            } // else the same was filed a moment ago, or another took the place: look again
        }
    }

    /// The lowest place no pending request of this asker has.
    private OptionalInt freePlace(String asker, int places) {
        List<Integer> taken = sql.transaction(statements -> statements.query(
                "SELECT place FROM approval_request WHERE asker = ? AND state = 'pending'",
                row -> row.getInt(1),
                asker));
        return IntStream.range(0, places)
                .filter(place -> !taken.contains(place))
                .findFirst();
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Optional<ApprovalRequest> find(String id) {
        return sql.transaction(statements -> read(statements, " WHERE id = ?", id)).stream()
                .findFirst();
    }

    @Override
    public boolean advance(ApprovalRequest seen, Standing next) {
        Standing before = seen.standing();
        return sql.transaction(statements -> {
            int changed = statements.update(
                    """
                    UPDATE approval_request
                    SET state = ?, since = ?, until = ?, note = ?, version = ?,
                        open_fingerprint = CASE WHEN ? THEN open_fingerprint END,
                        taken_place = CASE WHEN ? THEN taken_place END
                    WHERE id = ? AND state = ? AND version = ?
                    """,
                    next.state().word(),
                    next.since(),
                    next.until(),
                    next.note(),
                    next.version(),
                    next.state().open(),
                    next.state() == State.PENDING,
                    seen.id(),
                    before.state().word(),
                    before.version());
            if (changed == 0) {
                return false;
            }
            for (int i = before.verdicts().size(); i < next.verdicts().size(); i++) {
                insert(statements, seen.id(), i, next.verdicts().get(i));
            }
            return true;
        });
    }

    @Override
    public List<String> pending(Optional<String> after, int limit) {
        String from = after.isEmpty()
                ? ""
                : " AND (place, created, id) > (SELECT place, created, id FROM approval_request WHERE id = ?)";
        Object[] arguments = Stream.concat(after.stream(), Stream.of(limit)).toArray();
        return sql.transaction(statements -> statements.query(
                "SELECT id FROM approval_request WHERE state = 'pending'" + from
                        + " ORDER BY place, created, id LIMIT ?",
                row -> row.getString(1),
                arguments));
    }

    @Override
    public List<String> overdue(int limit) {
        return sql.transaction(statements -> statements.query("""
            SELECT id FROM approval_request
            WHERE state IN ('pending', 'approved') AND until <= CURRENT_TIMESTAMP ORDER BY until LIMIT ?
            """, row -> row.getString(1), limit));
    }

    @Override
    public List<String> settledSince(Instant since) {
        return sql.transaction(statements -> statements.query(
                "SELECT id FROM approval_request WHERE since >= ? AND state <> 'pending'",
                row -> row.getString(1),
                since));
    }

    private static ApprovalRequest insert(
            Statements statements,
            ApprovalRequest request,
            String fingerprint,
            String asker,
            int place,
            Collection<String> channels)
            throws SQLException {
        var filed = new Filed(
                request.requester(),
                request.resource(),
                request.form(),
                request.revision(),
                request.asks(),
                request.exchange());
        Standing standing = request.standing();
        statements.update(
                "INSERT INTO approval_request (" + COLUMNS + ", open_fingerprint, asker, place, taken_place)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.created(),
                standing.state().word(),
                standing.since(),
                standing.until(),
                standing.note(),
                standing.version(),
                ApprovalJson.write(filed),
                fingerprint,
                asker,
                place,
                asker + ":" + place);
        for (String channel : channels) {
            statements.update(
                    "INSERT INTO approval_card (id, request, channel, shown, attempts, due) VALUES (?, ?, ?, -1, 0, ?)",
                    UUID.randomUUID().toString(),
                    request.id(),
                    channel,
                    request.created());
        }
        return request;
    }

    private static void insert(Statements statements, String request, int ordinal, Verdict verdict)
            throws SQLException {
        statements.update(
                """
                INSERT INTO approval_verdict (request, ordinal, reviewer, consents, reason, channel, given)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                request,
                ordinal,
                ApprovalJson.write(verdict.reviewer()),
                verdict.yes(),
                verdict.reason(),
                verdict.channel(),
                verdict.at());
    }

    private static List<ApprovalRequest> read(Statements statements, String condition, Object... arguments)
            throws SQLException {
        List<ApprovalRequest> bare = statements.query(
                "SELECT " + COLUMNS + " FROM approval_request" + condition, JdbcApprovalStore::request, arguments);
        var whole = new ArrayList<ApprovalRequest>();
        for (ApprovalRequest request : bare) {
            whole.add(request.standing().version() == 0 ? request : withVerdicts(statements, request));
        }
        return whole;
    }

    /// Two statements can see two versions of a request; a verdict too many makes [#advance] refuse, not err.
    private static ApprovalRequest withVerdicts(Statements statements, ApprovalRequest request) throws SQLException {
        List<Verdict> verdicts = statements.query("""
            SELECT reviewer, consents, reason, channel, given FROM approval_verdict
            WHERE request = ? ORDER BY ordinal
            """, JdbcApprovalStore::verdict, request.id());
        Standing standing = request.standing();
        return request.with(new Standing(
                standing.state(), standing.since(), standing.until(), verdicts, standing.note(), standing.version()));
    }

    private static ApprovalRequest request(ResultSet row) throws SQLException {
        Filed filed = ApprovalJson.read(row.getString("question"), Filed.class);
        var standing = new Standing(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Sql.instant(row, "since"),
                Sql.instant(row, "until"),
                List.of(),
                row.getString("note"),
                row.getInt("version"));
        return new ApprovalRequest(
                row.getString("id"),
                filed.requester(),
                filed.resource(),
                filed.form(),
                filed.revision(),
                filed.asks(),
                filed.exchange(),
                Sql.instant(row, "created"),
                standing);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        return new Verdict(
                ApprovalJson.read(row.getString("reviewer"), Subject.class),
                row.getBoolean("consents"),
                row.getString("reason"),
                row.getString("channel"),
                Sql.instant(row, "given"));
    }
}
