// SPDX-License-Identifier: Apache-2.0
package gateway.enforce;

import gateway.exchange.Command;
import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Session;
import gateway.identity.Caller;
import gateway.identity.Identity;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Resource;

/// Where a command enters: it gets a number, its caller a name, its target a meaning.
public final class Reception {

    private final Identity identity;
    private final Map<String, Resource> targets;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param targets all targets by name
    /// @param ids makes UUIDv7s
    public Reception(Identity identity, Map<String, Resource> targets, InstantSource clock, Supplier<String> ids) {
        this.identity = identity;
        this.targets = Map.copyOf(targets);
        this.clock = clock;
        this.ids = ids;
    }

    /// A client has come.
    ///
    /// @return the id of its session
    String open() {
        return ids.get();
    }

    Exchange begin(Command command, String clientAddress) {
        return new Exchange(ids.get(), clock.instant(), clientAddress, command);
    }

    /// Who is calling is settled before whether the target exists, so that a stranger cannot list targets.
    ///
    /// @param session as from [#open]
    /// @throws Failure G110 or G111
    Session admit(Exchange exchange, String session) {
        Caller caller = identity.identify(exchange.command().credential());
        Resource target = targets.get(exchange.command().target());
        if (target == null) {
            throw new Failure(
                    DenialCode.G111,
                    "There is no target `%s`.".formatted(exchange.command().target()));
        }
        return new Session(session, caller.subject(), caller.tokenIssued(), target);
    }
}
