// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.MultithreadEventExecutorGroup;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The listener of the data path: accepts connections and has each served by a virtual thread of its own.
public final class DataPlane {

    private static final System.Logger LOG = System.getLogger(DataPlane.class.getName());
    private static final int BACKLOG = 1024;
    private static final int LOOK_AGAIN_MILLIS = 10;

    /// How long lines may take to say that they end, and again to note that their connections were closed.
    private static final int LAST_WORDS_MILLIS = 1000;

    private final TransportSettings settings;
    private final Consumer<Connection> line;
    private final IoEventLoopGroup loops;
    private final boolean ownLoops;
    private final Lane.Shared shared;
    private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger serving = new AtomicInteger();
    private final Channel listener;

    private DataPlane(TransportSettings settings, Consumer<Connection> line, IoEventLoopGroup loops, boolean ownLoops) {
        this.settings = settings;
        this.line = line;
        this.loops = loops;
        this.ownLoops = ownLoops;
        boolean epoll = loops.isIoType(EpollIoHandler.class);
        this.shared = new Lane.Shared(
                new TargetTls(),
                epoll ? EpollSocketChannel.class : NioSocketChannel.class,
                loops instanceof MultithreadEventExecutorGroup many ? many.executorCount() : 1);
        this.listener = bind(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }

    /// Listens on event loops of its own, with epoll where the system has it.
    ///
    /// @param line serves a connection until it returns; called on one virtual thread a connection
    /// @throws IllegalStateException if the address cannot be bound
    public static DataPlane start(TransportSettings settings, Consumer<Connection> line) {
        var handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int threads =
                settings.loops() > 0 ? settings.loops() : Runtime.getRuntime().availableProcessors();
        return new DataPlane(settings, line, new MultiThreadIoEventLoopGroup(threads, handlers), true);
    }

    /// Listens on event loops that others use too.
    public static DataPlane start(TransportSettings settings, Consumer<Connection> line, IoEventLoopGroup loops) {
        return new DataPlane(settings, line, loops, false);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /// Takes no more connections, and no more requests on those there are.
    public void drain() {
        listener.close().awaitUninterruptibly();
        onLanes(Lane::drain);
    }

    /// Takes no more, lets exchanges finish for a while, then tells those that are left that they end, and closes.
    public void stop() {
        drain();
        long until = System.nanoTime() + Lane.nanos(settings.client().stopMillis());
        awaitNone(connections, until);
        onLanes(Lane::giveUp);
        awaitNone(connections, until + Lane.nanos(LAST_WORDS_MILLIS));
        onLanes(Lane::close);
        awaitNone(serving, until + 2 * Lane.nanos(LAST_WORDS_MILLIS));
        if (ownLoops) {
            loops.shutdownGracefully(0, settings.client().stopMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly();
        }
    }

    private static void awaitNone(AtomicInteger count, long until) {
        while (count.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Lane.nanos(LOOK_AGAIN_MILLIS));
        }
    }

    private void onLanes(Consumer<Lane> work) {
        for (Lane lane : lanes.values()) {
            lane.loop().submit(() -> work.accept(lane)).awaitUninterruptibly();
        }
    }

    private Channel bind(Class<? extends ServerSocketChannel> type) {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(settings.bind())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            if (ownLoops) {
                Unwatched.shutdown(loops);
            }
            throw new IllegalStateException("cannot listen on " + settings.bind(), bound.cause());
        }
        return bound.channel();
    }

    private void accept(SocketChannel channel) {
        if (connections.incrementAndGet() > settings.client().maxConnections()) {
            connections.decrementAndGet();
            LOG.log(System.Logger.Level.WARNING, "too many connections, a new one is closed");
            Unwatched.close(channel);
            return;
        }
        Lane lane = lanes.computeIfAbsent(channel.eventLoop(), loop -> new Lane(loop, settings, shared));
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        channel.pipeline().addLast(new RequestDecoder(settings.client()), new ClientWire(lane, channel, this::serve));
    }

    private void serve(ClientWire wire) {
        var peer = (InetSocketAddress) wire.channel().remoteAddress();
        String address = peer == null ? "" : peer.getAddress().getHostAddress();
        var connection = new Connection(wire, address);
        serving.incrementAndGet();
        wire.lane().carrier().start("connection", () -> {
            try {
                line.accept(connection);
            } catch (RuntimeException | StackOverflowError defect) {
                LOG.log(System.Logger.Level.ERROR, "serving a connection failed, it is closed", defect);
            } finally {
                connection.end();
                serving.decrementAndGet();
            }
        });
    }
}
