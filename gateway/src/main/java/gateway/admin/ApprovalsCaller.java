// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import policy.runtime.request.Subject;

/// Who calls the control plane, as the verified token says.
final class ApprovalsCaller {

    private ApprovalsCaller() {}

    /// What the token does not say counts against the caller: without a kind it is a service, without
    /// groups in none.
    static Subject subject(Authentication caller) {
        Map<String, Object> claims = caller.getAttributes();
        var groups = new TreeSet<String>();
        if (claims.get("groups") instanceof Collection<?> listed) {
            listed.forEach(group -> groups.add(String.valueOf(group)));
        }
        String issuer = String.valueOf(claims.getOrDefault("issuer", ""));
        String id = caller.getName();
        return new Subject(id, kind(claims.getOrDefault("kind", "")), issuer, id, groups, Optional.empty());
    }

    private static Subject.Kind kind(Object claim) {
        for (Subject.Kind kind : Subject.Kind.values()) {
            if (kind.word().equals(claim) || kind == claim) {
                return kind;
            }
        }
        return Subject.Kind.SERVICE;
    }
}
