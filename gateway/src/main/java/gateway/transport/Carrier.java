// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Starts the virtual threads that connections are served by.
///
/// If the JVM lets us (`--add-opens java.base/java.lang=ALL-UNNAMED`), the event loop itself carries
/// them: the thread runs as a task of the loop its connection belongs to, and waiting for that loop costs
/// no switch of operating system threads. Otherwise they run on the platform's scheduler: the same code,
/// more switches. JDK 25 has no public way to choose a virtual thread's scheduler; the constructor used
/// here is the one its own tests use, and nothing but speed depends on it.
final class Carrier {

    private static final System.Logger LOG = System.getLogger(Carrier.class.getName());
    private static final Optional<Constructor<?>> SCHEDULED_BUILDER = scheduledBuilder();

    private final Thread.Builder.OfVirtual threads;

    /// @param loop runs what it is given in order, on one thread
    Carrier(Executor loop) {
        this.threads = SCHEDULED_BUILDER.map(builder -> on(builder, loop)).orElseGet(Thread::ofVirtual);
    }

    static boolean loopsCarry() {
        return SCHEDULED_BUILDER.isPresent();
    }

    void start(String name, Runnable work) {
        threads.name(name).start(work);
    }

    private static Optional<Constructor<?>> scheduledBuilder() {
        try {
            Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            return builder.trySetAccessible() ? Optional.of(builder) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "event loops cannot carry virtual threads on this JVM", e);
            return Optional.empty();
        }
    }

    private static Thread.Builder.OfVirtual on(Constructor<?> builder, Executor loop) {
        try {
            return (Thread.Builder.OfVirtual) builder.newInstance(loop);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JVM promised virtual threads on event loops, but makes none", e);
        }
    }
}
