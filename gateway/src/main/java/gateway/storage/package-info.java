// SPDX-License-Identifier: Apache-2.0

/// The shared stages' ports on a database: plain JDBC, one set of portable SQL for PostgreSQL and H2.
///
/// It must never decide anything but which of several writers was first. Read [gateway.storage.JdbcApprovalStore]
/// first.
@NullMarked
package gateway.storage;

import org.jspecify.annotations.NullMarked;
