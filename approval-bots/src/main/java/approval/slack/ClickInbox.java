// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import java.time.Duration;
import java.util.List;

/// Port: clicks that were acknowledged and are not processed yet. Survives this process.
public interface ClickInbox {

    /// Returns once the click is kept.
    void keep(Click click);

    /// Takes clicks that are due. No other process gets them before the lease is over.
    List<Kept> claim(int limit, Duration lease);

    void done(Kept kept);

    /// Tries this click again after a delay.
    void postpone(Kept kept, Duration delay);

    /// @param attempts how often processing it has failed
    record Kept(String id, Click click, int attempts) {}
}
