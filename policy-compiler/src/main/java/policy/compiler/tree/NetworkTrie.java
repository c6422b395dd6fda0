// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import policy.compiler.condition.Network;

/// Finds all networks an address is in, among many, with at most one step for each bit.
///
/// Steps skip the bits all networks below have in common, so there are at most two nodes for each network.
final class NetworkTrie {

    private static final int[] NONE = {};

    private final Network network;
    private final int[] here;
    private final @Nullable NetworkTrie zero;
    private final @Nullable NetworkTrie one;

    private NetworkTrie(Network network, int[] here, @Nullable NetworkTrie zero, @Nullable NetworkTrie one) {
        this.network = network;
        this.here = here;
        this.zero = zero;
        this.one = one;
    }

    /// @param keys for each network the numbers to find
    /// @return null if there are none
    static @Nullable NetworkTrie of(Map<Network, int[]> keys) {
        return of(List.copyOf(new TreeMap<>(keys).entrySet()));
    }

    /// @param keys in the order of networks, in which those that begin with the same bits stand together
    private static @Nullable NetworkTrie of(List<Map.Entry<Network, int[]>> keys) {
        if (keys.isEmpty()) {
            return null;
        }
        Network all = keys.getFirst().getKey().with(keys.getLast().getKey());
        boolean isKey = keys.getFirst().getKey().equals(all);
        int[] here = isKey ? keys.getFirst().getValue() : NONE;
        List<Map.Entry<Network, int[]>> below = isKey ? keys.subList(1, keys.size()) : keys;
        int split = 0;
        while (split < below.size() && below.get(split).getKey().bit(all.length()) == 0) {
            split++;
        }
        return new NetworkTrie(all, here, of(below.subList(0, split)), of(below.subList(split, below.size())));
    }

    void find(Network address, Numbers found) {
        NetworkTrie node = this;
        while (node != null && node.network.holds(address)) {
            found.addAll(node.here);
            boolean whole = node.network.isAddress();
            node = whole ? null : address.bit(node.network.length()) == 0 ? node.zero : node.one;
        }
    }
}
