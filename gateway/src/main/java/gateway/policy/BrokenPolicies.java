// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

/// The policies the gateway should start with do not compile. The message is the whole report.
public final class BrokenPolicies extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenPolicies(String report) {
        super(report, null, false, false);
    }
}
