// SPDX-License-Identifier: Apache-2.0
package gateway.config;

/// A configuration file that cannot be used. The message is the whole report: every problem with its
/// place and remedy.
public final class InvalidConfig extends Exception {

    private static final long serialVersionUID = 1;

    InvalidConfig(String report) {
        super(report);
    }
}
