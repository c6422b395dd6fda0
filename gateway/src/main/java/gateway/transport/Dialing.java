// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import policy.runtime.decision.DenialCode;

/// Opens one connection to a target: name, addresses in turn, TLS. Everything but looking the name up,
/// which blocks, is done on the lane's event loop.
final class Dialing {

    private static final String UNREACHABLE = "The target cannot be reached.";

    private final Lane lane;
    private final TargetPool pool;
    private final Endpoint endpoint;
    private final RequestPass pass;

    Dialing(Lane lane, TargetPool pool, Endpoint endpoint, RequestPass pass) {
        this.lane = lane;
        this.pool = pool;
        this.endpoint = endpoint;
        this.pass = pass;
    }

    void start() {
        Thread.ofVirtual().name("resolve").start(this::resolve);
    }

    private void resolve() {
        try {
            Optional<SslContext> tls =
                    endpoint.tls() ? Optional.of(lane.shared().tls().context(endpoint)) : Optional.empty();
            var addresses = List.of(InetAddress.getAllByName(endpoint.host()));
            lane.loop().execute(() -> connect(addresses, tls));
        } catch (UnknownHostException e) {
            lane.loop().execute(() -> failed(DenialCode.G501, UNREACHABLE, e));
        } catch (Failure failure) {
            lane.loop().execute(() -> pool.notDialed(pass, failure));
        }
    }

    private void connect(List<InetAddress> addresses, Optional<SslContext> tls) {
        new Bootstrap()
                .group(lane.loop())
                .channel(lane.shared().channels())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        lane.settings().target().connectMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(context ->
                                channel.pipeline().addLast(tlsHandler(channel, context), new HandshakeEnd()));
                    }
                })
                .connect(new InetSocketAddress(addresses.getFirst(), endpoint.port()))
                .addListener(connecting -> {
                    Throwable problem = connecting.cause();
                    if (problem == null) {
                        secured(((io.netty.channel.ChannelFuture) connecting).channel());
                    } else if (addresses.size() > 1) {
                        connect(addresses.subList(1, addresses.size()), tls);
                    } else if (problem instanceof ConnectTimeoutException) {
                        failed(DenialCode.G502, "The target did not accept a connection in time.", problem);
                    } else {
                        failed(DenialCode.G501, UNREACHABLE, problem);
                    }
                });
    }

    private SslHandler tlsHandler(Channel channel, SslContext context) {
        SslHandler handler = context.newHandler(channel.alloc(), endpoint.host(), endpoint.port());
        handler.setHandshakeTimeoutMillis(lane.settings().target().connectMillis());
        return handler;
    }

    private void secured(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            opened(channel);
            return;
        }
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                channel.pipeline().remove(HandshakeEnd.class);
                opened(channel);
            } else {
                Unwatched.close(channel);
                failed(DenialCode.G501, "No trusted connection to the target could be made.", handshake.cause());
            }
        });
    }

    private void opened(Channel channel) {
        var decoder = new ReplyDecoder(lane.settings().target());
        var wire = new TargetWire(lane, pool, channel, decoder);
        channel.pipeline().addLast(decoder, wire);
        if (channel.isActive()) {
            pool.dialed(pass, wire);
        } else {
            failed(DenialCode.G501, UNREACHABLE, new java.nio.channels.ClosedChannelException());
        }
    }

    /// The client is told nothing of names and addresses; they are in the cause, which is only logged.
    private void failed(DenialCode code, String message, Throwable cause) {
        var named = new IOException("no connection to %s: %s".formatted(endpoint.hostHeader(), cause), cause);
        pool.notDialed(pass, new Failure(code, message, named));
    }

    /// A failed handshake is told by its future; the exception that also comes along has nothing to add.
    private static final class HandshakeEnd extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Unwatched.close(ctx.channel());
        }
    }
}
