// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import java.util.Collections;
import java.util.Set;
import policy.runtime.request.Subject;

/// Who may read what concerns others: members of these groups.
public record Auditors(Set<String> groups) {

    public Auditors {
        groups = Set.copyOf(groups);
    }

    boolean include(Subject subject) {
        return !Collections.disjoint(groups, subject.groups());
    }
}
