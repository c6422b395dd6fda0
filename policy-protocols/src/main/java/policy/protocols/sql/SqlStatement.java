// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.util.List;

/// One text as a client sends it, which may hold several statements.
///
/// @param text decoded; the session's `client_encoding` must be one that was decoded exactly
/// @param session what the session was when the text arrived
/// @param parameters the values bound to `$1`, `$2`, … as text, those that are known
public record SqlStatement(String text, SqlSession session, List<String> parameters) {
    public SqlStatement {
        parameters = List.copyOf(parameters);
    }
}
