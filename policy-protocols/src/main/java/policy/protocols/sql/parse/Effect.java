// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

/// What a command does to what others see.
public enum Effect {
    /// Nothing: it reads, or keeps the session in order (`BEGIN`, `SET statement_timeout`).
    READS,
    /// It locks, or changes what later statements of the session mean or may do (`SET ROLE`).
    ACTS,
    /// It changes data, schema, rights or the server, or reaches outside the database.
    WRITES,
    /// It runs what cannot be read.
    UNKNOWN
}
