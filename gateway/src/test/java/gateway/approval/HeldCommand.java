// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.CanonicalForm;
import gateway.exchange.Command;
import gateway.exchange.Denial;
import gateway.exchange.Exchange;
import gateway.exchange.Outcome;
import gateway.exchange.Reply;
import gateway.exchange.Session;
import gateway.protocol.Conversation;
import gateway.protocol.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Subject;

/// A client whose one command is held, on a virtual thread of its own.
public final class HeldCommand implements Conversation {

    private final CompletableFuture<Reason> cut = new CompletableFuture<>();
    private final String body;
    private final Duration patience;
    private final CompletableFuture<Runnable> departure = new CompletableFuture<>();
    private final CompletableFuture<Settlement> settlement = new CompletableFuture<>();

    private HeldCommand(String body, Duration patience) {
        this.body = body;
        this.patience = patience;
    }

    public static HeldCommand send(ApprovalDesk desk, String body, Duration patience, Ask... asks) {
        return send(desk, Samples.ALICE, body, patience, Optional.empty(), asks);
    }

    public static HeldCommand send(
            ApprovalDesk desk, Subject subject, String body, Duration patience, Optional<Grant> spent, Ask... asks) {
        return send(desk, subject, body, patience, spent, Said.NOTHING, asks);
    }

    /// @param said what the caller tells of itself
    public static HeldCommand send(
            ApprovalDesk desk,
            Subject subject,
            String body,
            Duration patience,
            Optional<Grant> spent,
            Said said,
            Ask... asks) {
        var held = new HeldCommand(body, patience);
        var exchange = new Exchange(UUID.randomUUID().toString(), Instant.now(), "127.0.0.1", new Post(said));
        var session = new Session(said.session(), subject, Optional.empty(), Samples.ORDERS);
        var asking = new NeedsApproval(
                new Basis(Samples.REVISION, List.of(), List.of(), List.of()), List.of(asks), List.of());
        Thread.startVirtualThread(() -> {
            try {
                held.settlement.complete(desk.settle(held, exchange, session, asking, spent));
            } catch (RuntimeException e) {
                held.settlement.completeExceptionally(e);
            }
        });
        return held;
    }

    /// Blocks until the command is held.
    public HeldCommand held() {
        departure.join();
        return this;
    }

    public void leave() {
        departure.join().run();
    }

    /// Blocks until the wait is over.
    public Settlement settlement() {
        return settlement.join();
    }

    public boolean waiting() {
        return !settlement.isDone();
    }

    /// What a caller tells of itself.
    ///
    /// @param session id of the session it sends the command in
    public record Said(Optional<String> reason, Optional<String> emergency, String session) {

        public static final Said NOTHING = in("session-1");

        static Said in(String session) {
            return new Said(Optional.empty(), Optional.empty(), session);
        }

        static Said because(String reason) {
            return new Said(Optional.of(reason), Optional.empty(), "session-1");
        }

        static Said inEmergency(String why) {
            return new Said(Optional.empty(), Optional.of(why), "session-1");
        }
    }

    private record Post(Said said) implements Command {

        @Override
        public Optional<String> reason() {
            return said.reason();
        }

        @Override
        public Optional<String> emergency() {
            return said.emergency();
        }

        @Override
        public String target() {
            return "orders";
        }

        @Override
        public Optional<String> credential() {
            return Optional.empty();
        }

        @Override
        public String summary() {
            return "POST /orders";
        }
    }

    @Override
    public CanonicalForm canonical(Command command) {
        return Samples.question(body).form();
    }

    @Override
    public Patience patience(Command command) {
        return Patience.silent(patience);
    }

    @Override
    public void showWaiting(Exchange exchange, String approval) {
        throw new AssertionError("a client that bears silence only");
    }

    /// Blocks until the command is cut.
    public Reason cutBecause() {
        return cut.join();
    }

    public boolean isCut() {
        return cut.isDone();
    }

    @Override
    public void cut(Reason because) {
        cut.complete(because);
    }

    @Override
    public String howToSayWhy() {
        return "a reason";
    }

    @Override
    public void onDeparture(Runnable withdraw) {
        departure.complete(withdraw);
    }

    @Override
    public String clientAddress() {
        return "127.0.0.1";
    }

    @Override
    public Optional<Command> read() {
        throw new AssertionError("the desk does not read");
    }

    @Override
    public Classified classify(Command command, Set<Attribute> wanted) {
        throw new AssertionError("the desk does not classify");
    }

    @Override
    public Reply forward(Command command, List<Obligation> obligations) {
        throw new AssertionError("the desk does not forward");
    }

    @Override
    public Outcome write(Reply reply) {
        throw new AssertionError("the desk does not write");
    }

    @Override
    public Outcome refuse(Command command, Denial denial) {
        throw new AssertionError("the desk does not refuse");
    }
}
