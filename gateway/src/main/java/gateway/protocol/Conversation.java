// SPDX-License-Identifier: Apache-2.0
package gateway.protocol;

import approval.CanonicalForm;
import gateway.exchange.Command;
import gateway.exchange.Denial;
import gateway.exchange.Exchange;
import gateway.exchange.Outcome;
import gateway.exchange.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Reason;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;

/// A protocol's side of the line: talks with one client in the client's own protocol, and with targets in
/// theirs.
///
/// Every method may block; none is called by two threads at once. The gateway calls them in the order of
/// the line, so an implementation never decides what happens next. Anything that goes wrong is a
/// [gateway.exchange.Failure].
public interface Conversation {

    /// The peer's IP address as text.
    String clientAddress();

    /// Waits for the next command.
    ///
    /// @return empty when the client has left
    Optional<Command> read();

    /// Reads what a command asks for. Only the attributes wanted need to be determined; the body is read
    /// only if one of them needs it, and then up to a named limit.
    Classified classify(Command command, Set<Attribute> wanted);

    /// What exactly will run if this command is forwarded: what a reviewer sees and a grant is bound to.
    /// Reads the whole body and keeps it, so that what was shown is what is sent.
    CanonicalForm canonical(Command command);

    Patience patience(Command command);

    /// Shows a client whose silent patience is over that it is still waited for. Only where it bears more than that
    /// in all ([#patience]); whatever it is told from then on comes behind this.
    ///
    /// @param approval id of the request that people are asked to answer
    void showWaiting(Exchange exchange, String approval);

    /// What a caller sends along to say why it wants something, as the end of a sentence: `the header …`.
    String howToSayWhy();

    /// Registers what to do when the client leaves while its command is held.
    void onDeparture(Runnable withdraw);

    /// Sends the command to its target and waits for the head of the reply.
    ///
    /// @param obligations what must hold for the reply, so that the request can be amended for it (no
    ///     compression, say)
    Reply forward(Command command, List<Obligation> obligations);

    /// Sends a reply to the client to its end.
    Outcome write(Reply reply);

    /// Ends the current command wherever it has come to: nothing more goes to the target or comes back from it.
    /// What is under way fails with this reason, or ends as [Outcome.Ending#REPLY_CUT] if the client has seen some
    /// of the reply. Unlike the others it may be called by any thread, and returns at once.
    void cut(Reason because);

    /// Tells the client that its command is refused, in its protocol's own words; the conversation goes
    /// on if it can.
    Outcome refuse(Command command, Denial denial);
}
