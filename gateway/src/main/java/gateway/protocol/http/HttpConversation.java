// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import approval.CanonicalForm;
import gateway.exchange.Command;
import gateway.exchange.Denial;
import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Outcome.Ending;
import gateway.exchange.Reply;
import gateway.protocol.Conversation;
import gateway.protocol.Patience;
import gateway.protocol.http.HttpCommand.Asking;
import gateway.protocol.http.HttpCommand.Malformed;
import gateway.transport.Arrival;
import gateway.transport.Connection;
import gateway.transport.Framing;
import gateway.transport.Hints;
import gateway.transport.Passage;
import gateway.transport.ReplyHead;
import gateway.transport.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import policy.protocols.http.BodyText;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;

/// Talks HTTP with one client: requests come in one after the other, each is answered before the next is
/// read.
///
/// Nothing of a request's body is taken off the wire before somebody needs it, and what was shown to a
/// rule or a reviewer is kept and is what the target gets.
public final class HttpConversation implements Conversation {

    private static final int OK = 200;

    private static final HttpMessage NO_MESSAGE = new HttpMessage("", "", "/", "", List.of(), Body.None.NONE);

    private final Connection connection;
    private final RequestParser parser;
    private final List<HttpDialect> dialects;
    private final int inspectedBytes;

    /// The body of the current request, as far as it was asked for.
    private Body body = Body.None.NONE;

    private boolean bodyAsked;

    /// What the client was shown while it waited, if it was shown anything.
    private Optional<EarlyReply> early = Optional.empty();

    /// @param targets by name
    /// @param dialects all there are; the last is that of requests that belong to no target, and speaks in any
    /// @param inspectedBytes how much of a body is read for rules and reviewers; longer ones can only
    ///     stream
    public HttpConversation(
            Connection connection, Map<String, HttpTarget> targets, List<HttpDialect> dialects, int inspectedBytes) {
        this.connection = connection;
        this.parser = new RequestParser(targets);
        this.dialects = List.copyOf(dialects);
        this.inspectedBytes = inspectedBytes;
    }

    @Override
    public String clientAddress() {
        return connection.peerAddress();
    }

    @Override
    public Optional<Command> read() {
        HttpCommand command = switch (connection.receive()) {
            case Arrival.Left left -> null;
            case Arrival.Malformed(String why) -> new Malformed(why);
            case Arrival.Request(RequestHead head) -> parser.parse(head);
        };
        bodyAsked = false;
        early = Optional.empty();
        body = command instanceof Asking asking ? asking.message().body() : Body.None.NONE;
        return Optional.ofNullable(command);
    }

    @Override
    public Classified classify(Command command, Set<Attribute> wanted) {
        Asking asking = asking(command);
        HttpTarget target = target(asking);
        var classifier = target.dialect().classifier();
        if (classifier.needsBody(wanted)) {
            readBody();
        }
        HttpMessage message = withBody(asking.message());
        target.dialect().requireWellFormed(target, message);
        return classifier.classify(message, wanted);
    }

    @Override
    public CanonicalForm canonical(Command command) {
        Asking asking = asking(command);
        readBody();
        if (body instanceof Body.Unread(String because)) {
            throw notShown(DenialCode.G113, because);
        }
        Essence essence = target(asking).dialect().essence(withBody(asking.message()));
        return switch (BodyText.of(essence.request())) {
            case BodyText.Decoded(String text) -> CanonicalRequest.of(target(asking), essence, text);
            case BodyText.Unreadable(String because) -> throw notShown(DenialCode.G109, because);
        };
    }

    /// Nobody can consent to what cannot be read.
    private static Failure notShown(DenialCode code, String because) {
        return new Failure(code, "It cannot be shown to a reviewer: " + because + ".");
    }

    @Override
    public Patience patience(Command command) {
        Asking asking = asking(command);
        return target(asking).dialect().patience(withBody(asking.message()));
    }

    @Override
    public void showWaiting(Exchange exchange, String approval) {
        Asking asking = asking(exchange.command());
        if (early.isEmpty()) {
            early = target(asking).dialect().early(withBody(asking.message()));
        }
        EarlyReply begun = early.orElseThrow(() -> new IllegalStateException("a client that bears silence only"));
        var head = new ReplyHead(OK, begun.headers(exchange.id()), Framing.Open.OPEN);
        connection.showWaiting(head, begun.sign(approval));
    }

    @Override
    public String howToSayWhy() {
        return "the header `Hpol-Reason: <why, at most %d characters>`".formatted(Claims.MAX_CHARACTERS);
    }

    @Override
    public void cut(Reason because) {
        connection.cut(new Failure(because));
    }

    @Override
    public void onDeparture(Runnable withdraw) {
        connection.onDeparture(withdraw);
    }

    @Override
    public Reply forward(Command command, List<Obligation> obligations) {
        Asking asking = asking(command);
        HttpTarget target = target(asking);
        HttpMessage message = withBody(asking.message());
        boolean masked = obligations.stream().anyMatch(Obligation.Mask.class::isInstance);
        boolean read = masked || target.dialect().offers(message).isPresent();
        var head = new RequestHead(
                message.method(),
                message.query().isEmpty() ? message.path() : message.path() + "?" + message.query(),
                false,
                FieldRules.toTarget(
                        message.headers(), target, clientAddress(), asking.clientHost(), read || early.isPresent()),
                Framing.None.NONE);
        Hints hints = interim -> masked ? Optional.empty() : Optional.of(HttpReply.hints(interim, target));
        return HttpReply.of(target, message, connection.send(target.endpoint(), head, hints));
    }

    @Override
    public Outcome write(Reply reply) {
        var passing = (HttpReply) reply;
        if (passing.head().isEmpty()) {
            return new Outcome(Ending.CLIENT_LEFT, 0, 0, 0, Map.of());
        }
        ReplyHead head = behindSigns(passing.toClient(passing.head().get()));
        Passage passage = connection.reply(head, passing.rewriting());
        return new Outcome(
                passage.ending(),
                head.status(),
                passage.bytesToTarget(),
                passage.bytesToClient(),
                passing.counts(),
                passage.because());
    }

    /// @throws Failure G501 if the client, which has seen the head of another reply, would misread this one
    private ReplyHead behindSigns(ReplyHead head) {
        if (early.isEmpty()) {
            return head;
        }
        if (!early.get().goesOnWith(new HttpReplyHead(head.status(), head.headers()))) {
            throw new Failure(
                    DenialCode.G501,
                    "It was approved and forwarded, and the target answered with status %d; send it again to see that answer."
                            .formatted(head.status()));
        }
        return new ReplyHead(head.status(), head.headers(), Framing.Open.OPEN);
    }

    @Override
    public Outcome refuse(Command command, Denial refused) {
        DenialCode code = refused.reason().code();
        Denial denial = code == DenialCode.G112 && connection.isLate() ? refused.ofOneTooSlow() : refused;
        if (early.isPresent()) {
            Passage passage = connection.concludeWaiting(early.get().refusal(denial));
            return new Outcome(
                    passage.ending(),
                    passage.ending() == Ending.REFUSED ? OK : 0,
                    0,
                    passage.bytesToClient(),
                    Map.of());
        }
        HttpAnswer answer = switch ((HttpCommand) command) {
            case Malformed malformed -> dialects.getLast().refusal(NO_MESSAGE, denial);
            case Asking asking
            when code == DenialCode.G110 || asking.known().isEmpty() -> byLooks(asking.asWritten(), denial);
            case Asking asking -> target(asking).dialect().refusal(withBody(asking.message()), denial);
        };
        boolean last = command instanceof Malformed || code == DenialCode.G112 || code == DenialCode.G113;
        Passage passage = connection.answer(answer.status(), answer.headers(), answer.body(), last);
        int told = passage.ending() == Ending.REFUSED ? answer.status() : 0;
        return new Outcome(passage.ending(), told, 0, passage.bytesToClient(), Map.of());
    }

    /// By the looks of the request alone: where there is no target they are all there is, and by another shape of
    /// its answer a stranger could tell targets that exist from others.
    private HttpAnswer byLooks(HttpMessage request, Denial denial) {
        return dialects.stream()
                .filter(dialect -> dialect.isSpokenIn(request))
                .findFirst()
                .orElse(dialects.getLast())
                .refusal(request, denial);
    }

    private void readBody() {
        if (bodyAsked || body instanceof Body.None) {
            return;
        }
        bodyAsked = true;
        body = connection
                .body(inspectedBytes)
                .<Body>map(Body.Whole::new)
                .orElseGet(() -> new Body.Unread("the body is over " + inspectedBytes + " bytes"));
    }

    private HttpMessage withBody(HttpMessage message) {
        if (Objects.equals(message.body(), body)) {
            return message;
        }
        return new HttpMessage(
                message.method(), message.host(), message.path(), message.query(), message.headers(), body);
    }

    private static Asking asking(Command command) {
        return switch ((HttpCommand) command) {
            case Asking asking -> asking;
            case Malformed malformed -> throw malformed.failure();
        };
    }

    private static HttpTarget target(Asking asking) {
        return asking.known()
                .orElseThrow(() -> new Failure(DenialCode.G111, "There is no target `" + asking.target() + "`."));
    }
}
