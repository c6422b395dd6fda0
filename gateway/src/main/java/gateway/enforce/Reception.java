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

    /// Who is calling. It is settled before whether the target exists, so that a stranger cannot list targets.
    ///
    /// @throws Failure G110
    Caller identify(Exchange exchange) {
        return identity.identify(exchange.command().credential());
    }

    /// @param session as from [#open]
    /// @throws Failure G111
    Session admit(Exchange exchange, Caller caller, String session) {
        String name = exchange.command().target();
        Resource target = targets.get(name);
        if (target == null) {
            throw new Failure(
                    DenialCode.G111,
                    name.isEmpty()
                            ? "The path names no target; it must begin with one, as in `/<target>/...`."
                            : "There is no target `%s`.".formatted(name));
        }
        return new Session(session, caller.subject(), caller.tokenIssued(), target);
    }
}
