// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import policy.runtime.decision.DenialCode;

/// The connections of one lane to one target: bounded in number, kept alive, most recently used first.
/// Confined to the lane's event loop.
final class TargetPool {

    private final Lane lane;
    private final Endpoint endpoint;
    private final TransportSettings.Target limits;
    private final int share;
    private final ArrayDeque<TargetWire> idle = new ArrayDeque<>();
    private final Set<TargetWire> wires = new HashSet<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int opening;

    private record Waiting(RequestPass pass, long until) {}

    TargetPool(Lane lane, Endpoint endpoint) {
        this.lane = lane;
        this.endpoint = endpoint;
        this.limits = lane.settings().target();
        this.share = Math.max(1, limits.maxConnections() / lane.shared().lanes());
    }

    /// Tells the pass [RequestPass#opened] or [RequestPass#notOpened], at once or later.
    ///
    /// @param fresh only a connection opened for it
    void acquire(RequestPass pass, boolean fresh) {
        TargetWire free = fresh ? null : idle.peekLast();
        if (free != null && (pass.mayRepeat() || free.usedWithin(limits.freshMillis()))) {
            idle.removeLast();
            pass.opened(free, true);
        } else if (wires.size() + opening < share) {
            open(pass);
        } else if (!idle.isEmpty()) {
            Unwatched.close(idle.removeFirst().channel());
            open(pass); // over the share only until that one has closed
        } else if (waiting.size() < limits.maxWaiting()) {
            waiting.add(new Waiting(pass, lane.now() + Lane.nanos(limits.waitMillis())));
        } else {
            pass.notOpened(busy());
        }
    }

    void forget(RequestPass pass) {
        waiting.removeIf(waiter -> waiter.pass() == pass);
    }

    void returned(TargetWire wire) {
        Waiting next = waiting.poll();
        if (next != null) {
            next.pass().opened(wire, true);
        } else {
            idle.addLast(wire);
        }
    }

    void closed(TargetWire wire) {
        wires.remove(wire);
        idle.remove(wire);
        serveNext();
    }

    void tick(long now) {
        while (!waiting.isEmpty() && waiting.peek().until() < now) {
            waiting.remove().pass().notOpened(busy());
        }
        while (!idle.isEmpty() && !idle.peekFirst().usedWithin(limits.idleMillis())) {
            Unwatched.close(idle.removeFirst().channel());
        }
        new ArrayList<>(wires).forEach(wire -> wire.tick(now));
    }

    void close() {
        new ArrayList<>(wires).forEach(wire -> Unwatched.close(wire.channel()));
    }

    private static Failure busy() {
        return new Failure(DenialCode.G505, "All connections to the target are in use; try again.");
    }

    private void serveNext() {
        if (!waiting.isEmpty() && wires.size() + opening < share) {
            open(waiting.remove().pass());
        }
    }

    private void open(RequestPass pass) {
        opening++;
        new Dialing(lane, this, endpoint, pass).start();
    }

    void dialed(RequestPass pass, TargetWire wire) {
        opening--;
        wires.add(wire);
        pass.opened(wire, false);
    }

    void notDialed(RequestPass pass, Failure why) {
        opening--;
        pass.notOpened(why);
        serveNext();
    }
}
