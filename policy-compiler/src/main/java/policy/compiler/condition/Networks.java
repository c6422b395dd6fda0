// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// A set of addresses, as networks none of which is within another, in order. Two networks either have nothing in
/// common or one is within the other, so one search finds the only one that could hold an address.
public record Networks(List<Network> networks) {

    public Networks {
        var apart = new ArrayList<Network>();
        for (Network network : networks.stream().sorted().toList()) {
            if (apart.isEmpty() || !apart.getLast().holds(network)) {
                apart.add(network);
            }
        }
        networks = List.copyOf(apart);
    }

    public static Networks of(Collection<Network> networks) {
        return new Networks(List.copyOf(networks));
    }

    public boolean hold(InetAddress address) {
        Network single = Network.of(address);
        int found = Collections.binarySearch(networks, single);
        int before = found >= 0 ? found : -found - 2;
        return before >= 0 && networks.get(before).holds(single);
    }
}
