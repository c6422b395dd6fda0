// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import policy.runtime.decision.DenialCode;

/// One event loop with everything on it: client connections, and the connections to targets they use.
/// Nothing leaves its lane, so bytes pass from one connection to another without a switch of threads and
/// nothing here is locked.
final class Lane {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    /// Waits are checked this often, all together: no timer for each request.
    static final int TICK_MILLIS = 100;

    /// A point in time that never comes.
    static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final TransportSettings settings;
    private final Shared shared;
    private final Carrier carrier;
    private final Map<Endpoint, TargetPool> pools = new HashMap<>();
    private final Set<ClientWire> clients = new HashSet<>();
    private final long origin = System.nanoTime();
    private final ScheduledFuture<?> ticks;
    private long now;

    /// What all lanes share.
    record Shared(TargetTls tls, Class<? extends SocketChannel> channels, int lanes) {}

    Lane(EventLoop loop, TransportSettings settings, Shared shared) {
        this.loop = loop;
        this.settings = settings;
        this.shared = shared;
        this.carrier = new Carrier(loop);
        this.ticks = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    static long nanos(int millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    EventLoop loop() {
        return loop;
    }

    TransportSettings settings() {
        return settings;
    }

    Shared shared() {
        return shared;
    }

    Carrier carrier() {
        return carrier;
    }

    /// Nanoseconds since the lane began, as of the last tick.
    long now() {
        return now;
    }

    /// Connections of this lane to a target.
    TargetPool pool(Endpoint endpoint) {
        return pools.computeIfAbsent(endpoint, to -> new TargetPool(this, to));
    }

    void joined(ClientWire client) {
        clients.add(client);
    }

    void left(ClientWire client) {
        clients.remove(client);
    }

    /// No client is served any more after its current exchange.
    void drain() {
        new ArrayList<>(clients).forEach(ClientWire::drain);
    }

    /// Ends the exchanges there are, with words where there is still room for any.
    void giveUp() {
        var why = new Failure(DenialCode.G502, "The target did not answer before the gateway stopped.");
        new ArrayList<>(clients).forEach(client -> client.stop(why));
    }

    void close() {
        new ArrayList<>(clients).forEach(ClientWire::close);
        pools.values().forEach(TargetPool::close);
        ticks.cancel(false);
    }

    private void tick() {
        now = System.nanoTime() - origin;
        try {
            new ArrayList<>(clients).forEach(client -> client.tick(now));
            pools.values().forEach(pool -> pool.tick(now));
        } catch (RuntimeException defect) { // thrown on, it would end all ticks
            LOG.log(System.Logger.Level.ERROR, "waits could not be checked", defect);
        }
    }
}
