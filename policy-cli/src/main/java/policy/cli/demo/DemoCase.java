// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import java.util.List;
import java.util.Optional;

/// One request of the demo.
///
/// @param title what ana does, for people
/// @param path on the gateway, target first
/// @param body JSON; empty for none
/// @param reviewer what lea does with it, if it is held
/// @param expected the HTTP status that shows the gateway did its part
record DemoCase(
        String title, String method, String path, String body, Optional<Press> reviewer, String verdict, int expected) {

    /// A press on one of the reviewer's buttons.
    ///
    /// @param action `approve` or `deny`, as the approval API calls it
    record Press(String action, String reason) {}

    /// All five, in the order they are shown.
    static final List<DemoCase> ALL = List.of(
            new DemoCase(
                    "ana asks a model what a monad is",
                    "POST",
                    "/model/v1/chat/completions",
                    chat("What is a monad?", false),
                    Optional.empty(),
                    "allowed",
                    200),
            new DemoCase(
                    "ana pastes a cloud credential into her prompt",
                    "POST",
                    "/model/v1/chat/completions",
                    chat("Why does AKIAIOSFODNN7EXAMPLE not work?", false),
                    Optional.empty(),
                    "denied",
                    400),
            new DemoCase(
                    "ana has a model read out a customer's record, streamed",
                    "POST",
                    "/model/v1/chat/completions",
                    chat("Who is customer 7?", true),
                    Optional.empty(),
                    "masked",
                    200),
            new DemoCase(
                    "ana refunds an order in production",
                    "POST",
                    "/orders/orders/42/refund",
                    "{\"amount\": 30}",
                    Optional.of(new Press("approve", "the parcel came back")),
                    "held, approved",
                    200),
            new DemoCase(
                    "ana deletes an order in production",
                    "DELETE",
                    "/orders/orders/42",
                    "",
                    Optional.of(new Press("deny", "orders are kept for ten years")),
                    "held, denied",
                    403));

    private static String chat(String prompt, boolean stream) {
        return "{\"model\": \"gpt-4o\", \"stream\": %s, \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(stream, prompt);
    }

    /// A command line that sends this request, for a shell in any folder.
    String curl(String gateway, String tokenFile) {
        var line = new StringBuilder("curl -N -X %s %s%s -H \"Authorization: Bearer $(cat '%s')\""
                .formatted(method, gateway, path, tokenFile));
        if (!body.isEmpty()) {
            line.append(" -H 'Content-Type: application/json' -d '")
                    .append(body)
                    .append('\'');
        }
        return line.toString();
    }
}
