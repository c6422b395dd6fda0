// SPDX-License-Identifier: Apache-2.0
package gateway;

import gateway.config.HostPort;
import java.io.IOException;
import java.net.ServerSocket;

/// An address of the configuration at which the gateway cannot listen. The message is for the operator.
public final class UnusableAddress extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param key of the configuration that says where
    UnusableAddress(String key, HostPort where, IOException why) {
        super(
                "`%s` is %s, where it cannot listen: %s; free it or choose another"
                        .formatted(key, where, why.getMessage()),
                why);
    }

    /// Tries an address before anything is built. Another program can still take it in between; then that is
    /// told by whoever listens there.
    ///
    /// @throws UnusableAddress if it is taken or none of this machine's
    static void unlessFree(String key, HostPort where) {
        try (var trial = new ServerSocket()) {
            trial.setReuseAddress(true); // connections that linger from the run before are no obstacle
            trial.bind(where.resolve());
        } catch (IOException e) {
            throw new UnusableAddress(key, where, e);
        }
    }
}
