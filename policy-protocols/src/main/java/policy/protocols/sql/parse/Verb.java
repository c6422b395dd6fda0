// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The commands of SQL, in the order in which one of several that only read gives a text its name.
public enum Verb {
    COPY,
    SELECT,
    EXPLAIN,
    EXECUTE,
    FETCH,
    MOVE,
    DECLARE,
    PREPARE,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    CREATE,
    ALTER,
    DROP,
    GRANT,
    REVOKE,
    CALL,
    DO,
    REFRESH,
    COMMENT,
    SECURITY,
    IMPORT,
    REASSIGN,
    LOCK,
    NOTIFY,
    LISTEN,
    UNLISTEN,
    VACUUM,
    ANALYZE,
    CLUSTER,
    REINDEX,
    CHECKPOINT,
    LOAD,
    SET,
    RESET,
    SHOW,
    DISCARD,
    CLOSE,
    DEALLOCATE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    /// A text without a statement, which drivers send to see whether anybody is there.
    EMPTY;

    /// As policies write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.of(values()).map(Verb::word).toList();
    }

    /// Whether it is a query or wraps another command.
    public boolean wraps() {
        return compareTo(PREPARE) <= 0 && this != COPY;
    }

    /// Whether it changes what there is rather than what is in it.
    public boolean ddl() {
        return switch (this) {
            case CREATE, ALTER, DROP, COMMENT, SECURITY, IMPORT, REASSIGN -> true;
            case COPY, SELECT, EXPLAIN, EXECUTE, FETCH, MOVE, DECLARE, PREPARE, INSERT, UPDATE, DELETE, MERGE -> false;
            case TRUNCATE, GRANT, REVOKE, CALL, DO, REFRESH, LOCK, NOTIFY, LISTEN, UNLISTEN, VACUUM, ANALYZE -> false;
            case CLUSTER, REINDEX, CHECKPOINT, LOAD, SET, RESET, SHOW, DISCARD, CLOSE, DEALLOCATE, BEGIN -> false;
            case COMMIT, ROLLBACK, SAVEPOINT, RELEASE, EMPTY -> false;
        };
    }
}
