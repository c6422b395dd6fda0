// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.util.List;

/// A rule of the shape [Services], in no engine's form.
///
/// @param allows false if it denies
public record Rule(int number, boolean allows, String group, String prefix, List<String> methods, String environment) {

    public Rule {
        methods = List.copyOf(methods);
    }

    public boolean applies(Request request) {
        return request.path().startsWith(prefix) && appliesToService(request);
    }

    /// Whether it applies to a request that is known to be for its service.
    boolean appliesToService(Request request) {
        return request.groups().contains(group)
                && methods.contains(request.method())
                && environment.equals(request.environment());
    }
}
