// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalRequest;
import approval.ApprovalRequest.Kind;
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
import org.jspecify.annotations.Nullable;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.request.Subject;

/// Approval requests in PostgreSQL or H2. Four things decide every race, all in the database: the unique
/// fingerprint of an open request, the unique place of a pending one among its asker's, the condition on
/// state and version in [#advance], and that on state, time and uses in [#use].
public final class JdbcApprovalStore implements ApprovalStore {

    private static final String COLUMNS =
            "id, kind, created, state, since, until, note, version, uses, escalated, question";

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
            Optional<ApprovalRequest> filed = sql.unlessTaken(statements -> insert(
                    statements,
                    request,
                    new Filing(fingerprint, asker, place.getAsInt(), asker + ":" + place.getAsInt()),
                    channels));
            if (filed.isPresent()) {
                return filed;
            } // else the same was filed a moment ago, or another took the place: look again
        }
    }

    /// Several that are owed at once may be some more than the limit: it stops a flood, not a race.
    @Override
    public boolean owe(ApprovalRequest review, Collection<String> channels, int most) {
        String asker = hash(review.asker());
        return sql.transaction(statements -> {
            int waiting = count(
                    statements,
                    "SELECT COUNT(*) FROM approval_request WHERE asker = ? AND state = 'pending' AND kind = 'review'",
                    asker);
            if (waiting >= most) {
                return false;
            }
            insert(statements, review, new Filing(null, asker, 0, null), channels);
            return true;
        });
    }

    /// The lowest place no pending request of this asker has.
    private OptionalInt freePlace(String asker, int places) {
        List<Integer> taken = sql.transaction(statements -> statements.query(
                "SELECT place FROM approval_request WHERE asker = ? AND state = 'pending' AND kind = 'consent'",
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
                    SET state = ?, since = ?, until = ?, note = ?, version = ?, escalated = ?, escalates = ?,
                        open_fingerprint = CASE WHEN ? THEN open_fingerprint END,
                        taken_place = CASE WHEN ? THEN taken_place END
                    WHERE id = ? AND state = ? AND version = ?
                    """,
                    next.state().word(),
                    next.since(),
                    next.until(),
                    next.note(),
                    next.version(),
                    next.escalated().orElse(null),
                    seen.with(next).nextEscalation().orElse(null),
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
    public Optional<ApprovalRequest> use(ApprovalRequest seen, int most) {
        return sql.transaction(statements -> {
            int changed = statements.update("""
                UPDATE approval_request
                SET uses = uses + 1,
                    state = CASE WHEN uses + 1 >= ? THEN 'consumed' ELSE state END,
                    since = CASE WHEN uses + 1 >= ? THEN CURRENT_TIMESTAMP ELSE since END,
                    version = CASE WHEN uses + 1 >= ? THEN version + 1 ELSE version END,
                    open_fingerprint = CASE WHEN uses + 1 >= ? THEN NULL ELSE open_fingerprint END
                WHERE id = ? AND state = 'approved' AND kind = 'consent' AND uses < ?
                    AND until > CURRENT_TIMESTAMP
                """, most, most, most, most, seen.id(), most);
            return changed == 0
                    ? Optional.empty()
                    : read(statements, " WHERE id = ?", seen.id()).stream().findFirst();
        });
    }

    @Override
    public List<String> pending(Optional<String> after, int limit) {
        String from = after.isEmpty()
                ? ""
                : " AND (place, created, id) > (SELECT place, created, id FROM approval_request WHERE id = ?)";
        Object[] arguments = Stream.concat(after.stream(), Stream.of(limit)).toArray();
        return sql.transaction(statements -> statements.query(
                "SELECT id FROM approval_request WHERE state = 'pending' AND kind = 'consent'" + from
                        + " ORDER BY place, created, id LIMIT ?",
                row -> row.getString(1),
                arguments));
    }

    @Override
    public List<String> overdue(int limit) {
        return sql.transaction(statements -> statements.query("""
            SELECT id FROM approval_request
            WHERE state IN ('pending', 'approved') AND kind = 'consent' AND until <= CURRENT_TIMESTAMP
            ORDER BY until LIMIT ?
            """, row -> row.getString(1), limit));
    }

    @Override
    public List<String> escalating(int limit) {
        return sql.transaction(statements -> statements.query("""
            SELECT id FROM approval_request
            WHERE state = 'pending' AND escalates <= CURRENT_TIMESTAMP ORDER BY escalates LIMIT ?
            """, row -> row.getString(1), limit));
    }

    @Override
    public List<String> reviews(int limit) {
        return sql.transaction(statements -> statements.query("""
            SELECT id FROM approval_request
            WHERE state = 'pending' AND kind = 'review' ORDER BY until, id LIMIT ?
            """, row -> row.getString(1), limit));
    }

    @Override
    public int lateReviews() {
        return sql.transaction(statements -> count(statements, """
            SELECT COUNT(*) FROM approval_request
            WHERE state = 'pending' AND kind = 'review' AND until <= CURRENT_TIMESTAMP
            """));
    }

    private static int count(Statements statements, String query, Object... arguments) throws SQLException {
        return statements.query(query, row -> row.getInt(1), arguments).getFirst();
    }

    @Override
    public List<String> settledSince(Instant since) {
        return sql.transaction(statements -> statements.query(
                "SELECT id FROM approval_request WHERE since >= ? AND state <> 'pending'",
                row -> row.getString(1),
                since));
    }

    /// What a new row holds beside its request.
    ///
    /// @param fingerprint null if no retry may join it
    /// @param takenPlace null if it takes none of its asker's
    private record Filing(
            @Nullable String fingerprint,
            String asker,
            int place,
            @Nullable String takenPlace) {}

    private static ApprovalRequest insert(
            Statements statements, ApprovalRequest request, Filing filing, Collection<String> channels)
            throws SQLException {
        Standing standing = request.standing();
        statements.update(
                "INSERT INTO approval_request (" + COLUMNS
                        + ", escalates, open_fingerprint, asker, place, taken_place)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.kind().word(),
                request.created(),
                standing.state().word(),
                standing.since(),
                standing.until(),
                standing.note(),
                standing.version(),
                standing.uses(),
                standing.escalated().orElse(null),
                ApprovalJson.write(Filed.of(request)),
                request.nextEscalation().orElse(null),
                filing.fingerprint(),
                filing.asker(),
                filing.place(),
                filing.takenPlace());
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
                INSERT INTO approval_verdict (request, ordinal, reviewer, consents, reason, channel, assurance, given)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                request,
                ordinal,
                ApprovalJson.write(verdict.reviewer()),
                verdict.yes(),
                verdict.reason(),
                verdict.channel(),
                verdict.assurance().word(),
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
            SELECT reviewer, consents, reason, channel, assurance, given FROM approval_verdict
            WHERE request = ? ORDER BY ordinal
            """, JdbcApprovalStore::verdict, request.id());
        Standing standing = request.standing();
        return request.with(new Standing(
                standing.state(),
                standing.since(),
                standing.until(),
                verdicts,
                standing.note(),
                standing.version(),
                standing.uses(),
                standing.escalated()));
    }

    private static ApprovalRequest request(ResultSet row) throws SQLException {
        Filed filed = ApprovalJson.read(row.getString("question"), Filed.class);
        var standing = new Standing(
                word(State.class, row.getString("state")),
                Sql.instant(row, "since"),
                Sql.instant(row, "until"),
                List.of(),
                row.getString("note"),
                row.getInt("version"),
                row.getInt("uses"),
                Sql.optionalInstant(row, "escalated"));
        return new ApprovalRequest(
                row.getString("id"),
                word(Kind.class, row.getString("kind")),
                filed.requester(),
                filed.resource(),
                filed.form().read(),
                filed.revision(),
                filed.asks(),
                filed.origin(),
                Sql.instant(row, "created"),
                standing);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        return new Verdict(
                ApprovalJson.read(row.getString("reviewer"), Subject.class),
                row.getBoolean("consents"),
                row.getString("reason"),
                row.getString("channel"),
                word(Assurance.class, row.getString("assurance")),
                Sql.instant(row, "given"));
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
