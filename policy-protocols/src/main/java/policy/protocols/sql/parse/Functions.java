// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of functions by their names.
final class Functions {

    enum Kind {
        /// Computes something from its arguments and the session.
        READS,
        /// Changes the session or takes a lock, no data.
        ACTS,
        /// Changes data or the server.
        WRITES,
        /// Reaches files, programs or other servers.
        OUTSIDE,
        /// Runs SQL that is in a text, or reads tables that a text names.
        DYNAMIC,
        UNKNOWN
    }

    /// Functions that the grammar, not the catalogue, knows by these words; in quotes they are somebody else's.
    private static final Set<String> WORDS = words("""
        coalesce greatest least nullif grouping row rollup cube
        overlay position substring trim normalize extract
        xmlconcat xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize
        json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize
        json_value merge_action
        """);

    private static final Set<String> ACTS = words("""
        set_config setseed pg_sleep pg_sleep_for pg_sleep_until pg_export_snapshot pg_stat_clear_snapshot
        pg_stat_force_next_flush
        """);

    private static final Set<String> WRITES = words("""
        nextval setval lo_creat lo_create lo_from_bytea lo_put lo_truncate lo_truncate64 lo_unlink lo_open lowrite
        pg_notify pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_promote pg_switch_wal
        pg_create_restore_point pg_backup_start pg_backup_stop pg_start_backup pg_stop_backup pg_wal_replay_pause
        pg_wal_replay_resume pg_create_logical_replication_slot pg_create_physical_replication_slot
        pg_drop_replication_slot pg_copy_logical_replication_slot pg_copy_physical_replication_slot
        pg_replication_slot_advance pg_sync_replication_slots pg_logical_emit_message pg_logical_slot_get_changes
        pg_logical_slot_get_binary_changes brin_summarize_new_values brin_summarize_range brin_desummarize_range
        gin_clean_pending_list pg_import_system_collations pg_log_backend_memory_contexts pg_log_standby_snapshot
        pg_nextoid
        """);

    private static final Set<String> OUTSIDE = words("""
        lo_import lo_export pg_stat_file pg_current_logfile pg_hba_file_rules pg_ident_file_mappings
        pg_show_all_file_settings pg_logdir_ls
        """);

    private static final Set<String> DYNAMIC = words("""
        query_to_xml query_to_xmlschema query_to_xml_and_xmlschema cursor_to_xml cursor_to_xmlschema
        table_to_xml table_to_xmlschema table_to_xml_and_xmlschema
        schema_to_xml schema_to_xmlschema schema_to_xml_and_xmlschema
        database_to_xml database_to_xmlschema database_to_xml_and_xmlschema
        ts_stat ts_rewrite crosstab crosstab2 crosstab3 crosstab4 connectby xpath_table
        """);

    /// The server's own views that read files.
    static final Set<String> OUTSIDE_VIEWS = words("pg_file_settings pg_hba_file_rules pg_ident_file_mappings");

    /// Types of `pg_type` in version 17 that values are made of.
    private static final Set<String> TYPES = words("""
        aclitem bit bool box bpchar bytea char cid cidr circle date datemultirange daterange float4 float8 inet int2
        int2vector int4 int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg
        macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path pg_lsn pg_snapshot point polygon
        record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
        regprocedure regrole regtype text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange
        tstzmultirange tstzrange tsvector txid_snapshot uuid varbit varchar xid xid8 xml
        """);

    /// Types that the grammar, not the catalogue, knows by these words.
    private static final Set<String> TYPE_WORDS =
            words("bigint boolean dec decimal float int integer nchar real smallint");

    private static final List<String> OUTSIDE_PREFIXES = List.of("pg_ls_", "pg_read_", "pg_file_", "dblink");
    private static final List<String> ACTS_PREFIXES = List.of("pg_advisory_", "pg_try_advisory_");
    private static final List<String> WRITES_PREFIXES =
            List.of("pg_stat_reset", "pg_replication_origin_", "binary_upgrade_");

    /// Operators of `pg_operator` in version 17; any other is somebody's own.
    private static final Set<String> OPERATORS = words("""
        !! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<|
        <= <> <@ <^ = > >= >> >>= >^ ? ?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~
        ~= ~>=~ ~>~ ~~ ~~*
        """);

    private final Set<String> trusted;
    private final boolean ownNamesFirst;

    /// @param trusted functions, operators and types that are said to only read, such as `app.total`, `<=>`, `mood`
    /// @param ownNamesFirst whether other schemas are searched before the server's own, so that `lower` may be
    ///     anybody's
    Functions(Set<String> trusted, boolean ownNamesFirst) {
        this.trusted = Set.copyOf(trusted);
        this.ownNamesFirst = ownNamesFirst;
    }

    /// @param quoted whether the name is in double quotes, so that it is no word of the grammar
    Kind kind(Optional<String> schema, String name, boolean quoted) {
        if (trusts(schema, name)) {
            return Kind.READS;
        }
        if (schema.isPresent() && !schema.get().equals("pg_catalog")) {
            return OUTSIDE_PREFIXES.stream().anyMatch(name::startsWith) ? Kind.OUTSIDE : Kind.UNKNOWN;
        }
        if (schema.isEmpty() && !quoted && WORDS.contains(name)) {
            return Kind.READS;
        }
        return schema.isEmpty() && ownNamesFirst ? Kind.UNKNOWN : builtIn(name);
    }

    /// What making a value of a type may run.
    Kind type(Optional<String> schema, String name, boolean quoted) {
        boolean word = schema.isEmpty() && !quoted && TYPE_WORDS.contains(name);
        boolean known = TYPES.contains(name)
                && (schema.isEmpty() ? !ownNamesFirst : schema.get().equals("pg_catalog"));
        return word || known || trusts(schema, name) ? Kind.READS : Kind.UNKNOWN;
    }

    /// Whether it was said, of just this name, that it only reads.
    boolean trusts(Optional<String> schema, String name) {
        return trusted.contains(schema.map(s -> s + "." + name).orElse(name));
    }

    Kind operator(Optional<String> schema, String name) {
        boolean known = OPERATORS.contains(name)
                && (schema.isEmpty() ? !ownNamesFirst : schema.get().equals("pg_catalog"));
        return known || trusts(schema, name) ? Kind.READS : Kind.UNKNOWN;
    }

    private static Kind builtIn(String name) {
        if (ReadingFunctions.NAMES.contains(name) || ReadingFunctions.STATISTICS.contains(name)) {
            return Kind.READS;
        }
        if (DYNAMIC.contains(name)) {
            return Kind.DYNAMIC;
        }
        if (OUTSIDE.contains(name) || OUTSIDE_PREFIXES.stream().anyMatch(name::startsWith)) {
            return Kind.OUTSIDE;
        }
        if (WRITES.contains(name) || WRITES_PREFIXES.stream().anyMatch(name::startsWith)) {
            return Kind.WRITES;
        }
        if (ACTS.contains(name) || ACTS_PREFIXES.stream().anyMatch(name::startsWith)) {
            return Kind.ACTS;
        }
        return Kind.UNKNOWN;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
