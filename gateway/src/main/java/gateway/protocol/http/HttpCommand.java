// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.exchange.Command;
import gateway.exchange.Failure;
import java.util.Optional;
import policy.protocols.http.HttpMessage;
import policy.runtime.decision.DenialCode;

/// What arrived where a request was expected.
sealed interface HttpCommand extends Command {

    /// A request.
    ///
    /// @param message as its target will see it, body unread; host empty if there is no such target
    /// @param clientHost what the client named in `Host`
    record Asking(
            String target,
            Optional<HttpTarget> known,
            HttpMessage message,
            String clientHost,
            Optional<String> credential,
            Claims claims)
            implements HttpCommand {

        /// The request as it is whether or not there is such a target: its path below the target's name.
        HttpMessage asWritten() {
            String path = message.path()
                    .substring(known.map(HttpTarget::basePath).orElse("").length());
            return new HttpMessage(
                    message.method(),
                    "",
                    path.isEmpty() ? "/" : path,
                    message.query(),
                    message.headers(),
                    message.body());
        }

        @Override
        public Optional<String> reason() {
            return claims.reason();
        }

        @Override
        public Optional<String> emergency() {
            return claims.breakGlass();
        }

        @Override
        public String summary() {
            return message.method() + " " + message.path();
        }

        /// Without the credential, so that it gets into no log.
        @Override
        public String toString() {
            return summary();
        }
    }

    /// Something that is not a request. It is handed to the line all the same, so that there is a record
    /// of it; there it fails as soon as it is asked who calls.
    record Malformed(String why) implements HttpCommand {

        @Override
        public String target() {
            return "";
        }

        @Override
        public Optional<String> credential() {
            throw failure();
        }

        @Override
        public String summary() {
            return "malformed request";
        }

        Failure failure() {
            return new Failure(DenialCode.G112, why);
        }
    }
}
