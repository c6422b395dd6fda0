// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import policy.runtime.revision.Revision;

/// What a signature vouches for: which files, how they came out when they were compiled and tested, and which bundles
/// are older. Nothing of a request is in it: of tests only the titles and how they ended.
///
/// @param digests SHA-256 of every file by its path, in the order of the paths' bytes
/// @param sequence the higher, the newer; 1 at least
/// @param policies names of all policies
/// @param schemas SHA-256 of what each protocol's schema lets policies ask, by protocol
/// @param limits that held when it was compiled, by name
/// @param rollback what this goes back to, if it does
/// @param compiler name and version of what compiled it
public record Statement(
        SortedMap<String, String> digests,
        Revision revision,
        long sequence,
        List<String> policies,
        List<RuleLine> rules,
        SortedMap<String, String> schemas,
        SortedMap<String, Long> limits,
        Tests tests,
        Optional<Rollback> rollback,
        String compiler) {

    /// The largest number every reader of JSON holds exactly.
    public static final long MAX_SEQUENCE = (1L << 53) - 1;

    public Statement {
        var sorted = new TreeMap<String, String>(Revision::byBytes);
        sorted.putAll(digests);
        digests = Collections.unmodifiableSortedMap(sorted);
        policies = List.copyOf(policies);
        rules = List.copyOf(rules);
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    }

    /// Whether a gateway that had the other in force would refuse this one: a number is for one content only.
    public boolean isOlderThan(Statement other) {
        return sequence < other.sequence || (sequence == other.sequence && !revision.equals(other.revision));
    }

    /// One rule.
    ///
    /// @param effect in the words of the language; with `observe` before it, it is only watched
    /// @param on a protocol, or `any`
    /// @param place `file:line:column`
    public record RuleLine(String id, String effect, boolean observe, String on, String place) {}

    /// The tests that stand beside the rules.
    ///
    /// @param required whether the bundle would have been refused if one failed
    public record Tests(boolean required, List<TestLine> results) {
        public Tests {
            results = List.copyOf(results);
        }

        public long failed() {
            return results.stream().filter(result -> !result.passed()).count();
        }

        public long passed() {
            return results.size() - failed();
        }
    }

    /// One test, or one row of its table.
    public record TestLine(String policy, String title, String place, boolean passed) {}

    /// An older content, put in force again on purpose.
    ///
    /// @param sequence of the bundle it was taken from
    /// @param because why, in the words of whoever did it
    public record Rollback(long sequence, String because) {}

    /// @param files canonical content by path
    public static SortedMap<String, String> digests(Map<String, byte[]> files) {
        var digests = new TreeMap<String, String>(Revision::byBytes);
        files.forEach((name, bytes) -> digests.put(name, Revision.digest(bytes)));
        return digests;
    }
}
