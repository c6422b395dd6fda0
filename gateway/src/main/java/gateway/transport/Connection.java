// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import policy.protocols.http.HttpMessage.Header;

/// A client's connection as straight code sees it: calls that wait, values that come back.
///
/// **The one bridge.** On the far side of this class is an event loop: a thread that serves thousands of
/// connections and must never wait. On this side is the line every request takes, which waits all the
/// time: for a request, for a record to be durable, for a reviewer, for a reply. Each connection has a
/// virtual thread of its own to do the waiting with. Whatever it wants of the network it puts on the loop
/// as a task and parks until the loop has given an [Answer]. State of the network is touched by tasks of
/// the loop only, state of the line by the virtual thread only; between them pass immutable values. That
/// is all there is to it: no locks, and no future or callback that anybody else would see.
///
/// **What crosses, and what does not.** Per exchange four questions cross: next request, (its body, if a
/// rule must see it,) the head of the reply, the end of the reply. Bytes of bodies do not cross: the loop
/// moves them from one connection to the other ([RequestPass], [ReplyPass]), pausing the faster side,
/// while the virtual thread is parked. A reply of 200 MB costs the line as much as one of 200 bytes.
///
/// **Who carries the thread.** A virtual thread needs some thread to run on. If that is the loop's own
/// ([Carrier]), the question is answered by the next task in the loop's queue, and waking the virtual
/// thread is one task more: a request whose line waits for nothing else never leaves the processor it
/// arrived on. The price is that the line must not compute for long; it does not, and the things that
/// block in the operating system (files, names) are done by threads of their own. Where the JVM does not
/// allow it, any other scheduler will do. Nobody but [Carrier] knows.
///
/// **The client leaves.** That is not an error but an event, and it can come at any time: each question
/// has an answer for it, and [#onDeparture] is for the time in between, when the thread waits for
/// somebody else.
///
/// Not for several threads at once.
public final class Connection {

    private final ClientWire wire;
    private final String peerAddress;

    Connection(ClientWire wire, String peerAddress) {
        this.wire = wire;
        this.peerAddress = peerAddress;
    }

    /// The peer's IP address as text.
    public String peerAddress() {
        return peerAddress;
    }

    /// Waits for the next request. What is left of the one before is dropped.
    public Arrival receive() {
        return ask(wire::receive);
    }

    /// Reads the request's whole body and keeps it, so that these very bytes are sent on.
    ///
    /// @return empty if it is longer than the limit; it can still be sent on as it streams
    /// @throws Failure G112 if the rest of it is malformed or does not come
    public Optional<byte[]> body(int limit) {
        return ask(answer -> wire.collect(limit, answer));
    }

    /// Whether the client did not send the rest of a request in time; nothing more is read from it then.
    public boolean isLate() {
        return wire.isLate();
    }

    /// Registers what to do, on a thread of its own, when the client leaves before the request is sent on
    /// or answered.
    public void onDeparture(Runnable withdraw) {
        wire.lane().loop().execute(() -> wire.watch(withdraw));
    }

    /// Begins a reply before it is known what it will be, or goes on with it: the client is waited for. [#reply]
    /// and
    /// [#concludeWaiting] go on behind it, [#answer] is too late then.
    ///
    /// @param head of a body without a known length; only the first one counts
    /// @param sign part of the body
    public void showWaiting(ReplyHead head, byte[] sign) {
        wire.lane().loop().execute(() -> wire.showWaiting(head, sign));
    }

    /// Ends a reply that was begun by [#showWaiting] without the target.
    ///
    /// @param rest of the body
    public Passage concludeWaiting(byte[] rest) {
        return ask(answer -> wire.concludeWaiting(rest, answer));
    }

    /// Sends a request on, its body as it comes in, and waits for the head of the reply.
    ///
    /// @param request the head as the target shall see it, without the headers that tell the body's length
    /// @param hints what the client shall see of the target's early hints
    /// @return empty if the client left
    /// @throws Failure G501, G502, G505, or G112 if the body turns out to be malformed
    public Optional<ReplyHead> send(Endpoint to, RequestHead request, Hints hints) {
        return ask(answer -> wire.send(to, request, hints, answer));
    }

    /// Passes the reply on to its end.
    ///
    /// @param head as the client shall see it, without the headers that tell the body's length
    /// @throws Failure if it broke before the client was sent any of it; [#answer] can
    ///     still be used
    public Passage reply(ReplyHead head, Optional<Rewriting> rewriting) {
        return ask(answer -> wire.reply(head, rewriting, answer));
    }

    /// Answers a request without, or in spite of, its target.
    ///
    /// @param last whether the connection shall end with it; it does anyway if too much of the body is
    ///     unread
    public Passage answer(int status, List<Header> headers, byte[] content, boolean last) {
        var head = new ReplyHead(status, headers, new Framing.Length(content.length));
        return ask(answer -> wire.answer(head, content, last, answer));
    }

    /// Ends the request that is being served, wherever it has come to: the next question about it fails with this,
    /// or its reply is cut. May be called by any thread; returns at once.
    public void cut(Failure why) {
        wire.lane().loop().execute(() -> wire.stop(why));
    }

    /// Nobody serves it any more.
    void end() {
        if (!wire.lane().loop().isShuttingDown()) {
            wire.lane().loop().execute(wire::unserved);
        }
    }

    private <T> T ask(Consumer<Answer<T>> question) {
        var answer = new Answer<T>();
        wire.lane().loop().execute(() -> {
            try {
                question.accept(answer);
            } catch (RuntimeException defect) { // a defect must not leave the thread waiting
                wire.close();
                answer.fail(defect);
            }
        });
        return answer.await();
    }
}
