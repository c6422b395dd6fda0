// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.condition.Network;
import policy.compiler.condition.Test;
import policy.runtime.request.Value;

/// All that addresses can answer to tests of networks. Networks are intervals of one order of all addresses, so every
/// address answers like the last one before it at which some network begins or has just ended.
final class Addresses {

    private static final int BITS = 128;
    private static final Network FIRST = new Network(0, 0, BITS);

    private Addresses() {}

    static Collection<Value> of(Set<Test> tests) {
        return Stream.concat(
                        Stream.of(FIRST),
                        tests.stream()
                                .filter(Test.InNetwork.class::isInstance)
                                .flatMap(test -> ((Test.InNetwork) test).networks().networks().stream())
                                .flatMap(Addresses::edges))
                .<Value>map(single -> new Value.Address(single.first()))
                .distinct()
                .toList();
    }

    /// The first address of a network, and the first behind it unless it is the last of all.
    private static Stream<Network> edges(Network network) {
        long lastHigh = network.high() | after(network.length());
        long lastLow = network.low() | after(network.length() - Long.SIZE);
        boolean last = lastHigh == -1 && lastLow == -1;
        var first = new Network(network.high(), network.low(), BITS);
        var behind = new Network(lastLow == -1 ? lastHigh + 1 : lastHigh, lastLow + 1, BITS);
        return last ? Stream.of(first) : Stream.of(first, behind);
    }

    /// The bits of 64 behind so many.
    private static long after(int length) {
        return length <= 0 ? -1 : length >= Long.SIZE ? 0 : -1L >>> length;
    }
}
