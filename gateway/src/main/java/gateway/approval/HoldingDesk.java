// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.BreakGlass;
import approval.Emergencies;
import approval.Origin;
import approval.Question;
import approval.Quorum;
import approval.State;
import approval.Use;
import gateway.approval.Runs.Run;
import gateway.approval.Settlement.Granted;
import gateway.approval.Settlement.Refused;
import gateway.approval.Waiters.Waiter;
import gateway.exchange.Command;
import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Session;
import gateway.protocol.Conversation;
import gateway.protocol.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;

/// Holds commands on their callers' own (virtual) threads until people have answered. The store alone says what was
/// answered; being woken only makes a waiter look sooner.
public final class HoldingDesk implements ApprovalDesk {

    /// How often a client that bears no silence is shown that it is waited for.
    private static final Duration SIGN_EVERY = Duration.ofSeconds(10);

    private final Approvals approvals;
    private final Emergencies emergencies;
    private final Waiters waiters;
    private final Runs runs;
    private final Semaphore places;
    private final Duration maxHold;
    private final Optional<URI> console;

    /// @param waiters woken by whatever changes requests
    /// @param runs told of what runs under consent
    /// @param maxHeld how many commands may be held at once; one more is refused
    /// @param maxHold the longest a command is held, however patient its client is
    /// @param console where people see approval requests, for the blocked person to go to
    public HoldingDesk(
            Approvals approvals, Waiters waiters, Runs runs, int maxHeld, Duration maxHold, Optional<URI> console) {
        this.approvals = approvals;
        this.emergencies = approvals.emergencies();
        this.waiters = waiters;
        this.runs = runs;
        this.places = new Semaphore(maxHeld);
        this.maxHold = maxHold;
        this.console = console;
    }

    @Override
    public Settlement settle(
            Conversation conversation,
            Exchange exchange,
            Session session,
            NeedsApproval asking,
            Optional<Grant> spent) {
        if (spent.isPresent()) {
            return refused(DenialCode.G107, "The policy changed while this request waited. Send it again.");
        }
        try {
            Question question = question(conversation, exchange, session, asking);
            Optional<List<Ask>> reviews =
                    exchange.command().emergency().flatMap(_ -> BreakGlass.reviews(asking.asks(), session.subject()));
            if (reviews.isPresent()) {
                return goAhead(conversation, question, reviews.get());
            }
            Optional<Ask> unsaid = unsaid(question);
            return unsaid.isPresent()
                    ? toldToSayWhy(conversation, unsaid.get())
                    : ask(conversation, exchange, question);
        } catch (ApprovalStore.Unavailable e) {
            throw new Failure(DenialCode.G504, "Approval requests cannot be kept right now. Send it again later.", e);
        }
    }

    private Settlement ask(Conversation conversation, Exchange exchange, Question question) {
        if (!places.tryAcquire()) {
            throw new Failure(DenialCode.G505, "Too many requests are waiting for approval. Send it again later.");
        }
        try {
            ApprovalRequest filed = approvals.ask(question).orElseThrow(this::tooMany);
            exchange.command().emergency().ifPresent(why -> emergencies.refused(filed, exchange.id(), why));
            return hold(conversation, exchange, question, filed);
        } finally {
            places.release();
        }
    }

    /// The consent asked for is not waited for; policy decides with what stands in for it all the same.
    private Settlement goAhead(Conversation conversation, Question question, List<Ask> reviews) {
        Run run = runs.begin(question.id(), conversation::cut);
        try {
            return emergencies
                    .goAhead(question, reviews)
                    .<Settlement>map(grant -> new Granted(grant, run))
                    .orElseThrow(() -> new Failure(
                            DenialCode.G108,
                            "%d times that you went ahead without approval wait for a review already; no more may."
                                    .formatted(Emergencies.MAX_WAITING)));
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private static Optional<Ask> unsaid(Question question) {
        return question.origin().claim().isEmpty()
                ? question.asks().stream()
                        .filter(ask -> ask.terms().reasonRequired())
                        .findFirst()
                : Optional.empty();
    }

    private static Settlement toldToSayWhy(Conversation conversation, Ask ask) {
        String message = "Rule `%s` wants to know why you ask. Send the request again with %s."
                .formatted(ask.rule().id(), conversation.howToSayWhy());
        return new Refused(new Reason(DenialCode.G117, message, Optional.empty(), Optional.of(ask.rule())));
    }

    private Failure tooMany() {
        return new Failure(
                DenialCode.G108,
                "%d of your requests wait for approval already; no more may. Send it again when some are answered."
                        .formatted(approvals.places()));
    }

    private static Question question(
            Conversation conversation, Exchange exchange, Session session, NeedsApproval asking) {
        return new Question(
                UUID.randomUUID().toString(),
                session.subject(),
                session.resource(),
                conversation.canonical(exchange.command()),
                asking.basis().revision(),
                asking.asks(),
                new Origin(exchange.id(), session.id(), claim(exchange.command())));
    }

    private static String claim(Command command) {
        return command.reason().or(command::emergency).orElse("");
    }

    private Settlement hold(Conversation conversation, Exchange exchange, Question question, ApprovalRequest filed) {
        Patience patience = conversation.patience(exchange.command()).atMost(maxHold);
        long begin = System.nanoTime();
        long deadline = begin + patience.inAll().toNanos();
        long sign = begin + patience.silent().toNanos();
        try (Waiter waiter = waiters.enter(filed.id())) {
            conversation.onDeparture(waiter::depart);
            while (true) {
                if (waiter.departed() && !waiters.stopping()) {
                    return withdraw(filed, waiter);
                }
                ApprovalRequest request = approvals.find(filed.id()).orElseThrow();
                if (request.state() != State.PENDING) {
                    return settled(conversation, exchange, question, request);
                }
                if (waiters.stopping()
                        || System.nanoTime() - deadline >= 0
                        || Thread.currentThread().isInterrupted()) {
                    return refused(request, DenialCode.G106, stillPending(request));
                }
                while (!waiter.await(Math.min(sign, deadline)) && System.nanoTime() - deadline < 0) {
                    conversation.showWaiting(exchange, filed.id());
                    sign += SIGN_EVERY.toNanos();
                }
            }
        }
    }

    /// Nobody waits for the answer any more, so nobody need be bothered for it; unless every rule that asks wants
    /// it all the same.
    private Settlement withdraw(ApprovalRequest filed, Waiter waiter) {
        boolean durable = filed.asks().stream().allMatch(ask -> ask.terms().durable());
        if (waiter.alone() && !durable) {
            approvals.cancel(filed.id(), "the client left");
        }
        return refused(DenialCode.G107, "The client left while its request waited for approval.");
    }

    private Settlement settled(
            Conversation conversation, Exchange exchange, Question question, ApprovalRequest request) {
        if (request.state() != State.APPROVED) {
            return refusal(request);
        }
        Run run = runs.begin(request.id(), conversation::cut); // before the use, so that no end of it is missed
        Optional<Use> use = Optional.empty();
        try {
            use = approvals.use(request.id(), exchange.id(), question.form().digest());
        } finally {
            if (use.isEmpty()) {
                run.close();
            }
        }
        use.flatMap(Use::left).ifPresent(run::limit);
        return use.<Settlement>map(used -> new Granted(used.grant(), run))
                .orElseGet(() -> refusal(approvals.find(request.id()).orElseThrow()));
    }

    private Settlement refusal(ApprovalRequest request) {
        return switch (request.state()) {
            case DENIED -> refused(request, DenialCode.G104, denied(request));
            case EXPIRED ->
                refused(
                        request,
                        DenialCode.G105,
                        Quorum.missing(request).isEmpty()
                                ? "The approval was over before it could be used. Send it again to ask anew."
                                : "Nobody answered the approval request in time.");
            case CANCELLED ->
                refused(
                        request,
                        DenialCode.G107,
                        "Withdrawn: " + request.standing().note() + ".");
            case CONSUMED -> refused(request, DenialCode.G107, "The same request was sent twice; the other one ran.");
            case REVOKED ->
                refused(
                        request,
                        DenialCode.G107,
                        "Approved, and then revoked " + request.standing().note() + ".");
            case PENDING, APPROVED ->
                throw new IllegalStateException("approval " + request.id() + " is open and was not granted");
        };
    }

    private static String denied(ApprovalRequest request) {
        return request.standing()
                .denial()
                .map(no -> no.reason().isBlank()
                        ? "Denied by %s.".formatted(no.reviewer().name())
                        : "Denied by %s: %s".formatted(no.reviewer().name(), no.reason()))
                .orElse("Denied.");
    }

    private static String stillPending(ApprovalRequest request) {
        String asked = request.asks().stream()
                .map(ask -> ask.quorum() + " of " + Quorum.shown(request, ask))
                .distinct()
                .collect(Collectors.joining(" and "));
        String because = request.asks().getFirst().because();
        return "%sApproval %s is pending: it needs %s."
                .formatted(because.isBlank() ? "" : because + " ", request.id(), asked);
    }

    private static Settlement refused(DenialCode code, String message) {
        return new Refused(Reason.of(code, message));
    }

    private Settlement refused(ApprovalRequest request, DenialCode code, String message) {
        Rule rule = request.asks().getFirst().rule();
        Optional<String> help =
                console.map(base -> base.resolve("/inbox/" + request.id()).toString());
        return new Refused(new Reason(code, message, help, Optional.of(rule)));
    }
}
