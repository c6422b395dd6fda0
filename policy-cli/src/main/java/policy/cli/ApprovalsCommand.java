// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.approvals.ControlPlane;
import policy.cli.approvals.NotDone;
import policy.cli.approvals.RequestText;
import policy.cli.report.Json;

/// `hpol approvals`.
@Command(
        name = "approvals",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | approve | deny | revoke)",
        description = {
            "Answer approval requests, chat or no chat.",
            "",
            "Asks a running gateway's control plane in your name. Your token comes from your identity provider, in a"
                    + " file (--token-file) or in HPOL_TOKEN; it is never an argument, which others could see."
        },
        footer = {
            "",
            "Example: hpol approvals list",
            "         hpol approvals show 3f2b",
            "         hpol approvals approve 3f2b --reason \"the parcel came back\"",
            "",
            "With the demo: hpol approvals list --token-file .hpol/demo/lea.jwt"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:fine",
            "1:the answer does not count, for instance because somebody was faster",
            "2:wrong usage, not signed in, no such request for you, or no control plane there"
        })
final class ApprovalsCommand implements Runnable {

    private static final String ID = "Its id; the beginning is enough of one that waits.";
    private static final String REASON = "Why, in one line.";
    private static final String JSON = "One JSON object; docs/cli.md documents it.";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        command.commandLine().usage(out());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "List what waits and concerns you.",
                "",
                "Of everybody the oldest request, then of everybody the second: nobody's many hide another's one."
            })
    int list(
            @Mixin SignedIn you,
            @Option(
                            names = "--reviews",
                            description = "Instead of requests, those who went ahead without approval and were not"
                                    + " looked at yet, the first due first.")
                    boolean reviews,
            @Option(names = "--after", paramLabel = "ID", description = "Go on behind this one.") @Nullable
                    String after,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        return told(you, plane -> {
            ControlPlane.Page page = plane.waiting(reviews, Optional.ofNullable(after));
            if (json) {
                ObjectNode document = Json.object().put("format", "hpol.approvals/1");
                document.putArray("requests").addAll(page.requests());
                page.after().ifPresent(last -> document.put("after", last));
                out().println(Json.text(document));
            } else if (page.requests().isEmpty()) {
                err().println("hpol: nothing waits for you");
            } else {
                text().table(page.requests()).forEach(out()::println);
            }
            page.after()
                    .filter(_ -> !json)
                    .ifPresent(last -> err().println("hpol: there may be more: --after " + last));
        });
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show one whole: who asks, exactly what will run, why, until when, and the answers so far.")
    int show(
            @Mixin SignedIn you,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        return told(you, plane -> {
            ObjectNode request = plane.one(id);
            if (json) {
                print(request);
            } else {
                text().card(request).forEach(out()::println);
            }
        });
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Say yes; of a review: it was in order.")
    int approve(
            @Mixin SignedIn you,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON) String reason,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        return answered(you, id, "approve", reason, json);
    }

    @Command(
            name = "deny",
            mixinStandardHelpOptions = true,
            description = "Say no, which ends it; of a review: it was not in order.")
    int deny(
            @Mixin SignedIn you,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON) String reason,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        return answered(you, id, "deny", reason, json);
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Take an approval back: nobody uses it any more, and what runs under it is cut.")
    int revoke(
            @Mixin SignedIn you,
            @Parameters(paramLabel = "ID", description = "Its whole id.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON) String reason,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        return answered(you, id, "revoke", reason, json);
    }

    private int answered(SignedIn you, String id, String act, String reason, boolean json) throws IOException {
        return told(you, plane -> {
            ObjectNode request = plane.answer(id, act, reason);
            if (json) {
                print(request);
            } else {
                out().println(RequestText.outcome(request));
            }
        });
    }

    private interface Errand {
        void with(ControlPlane plane) throws NotDone;
    }

    private int told(SignedIn you, Errand errand) throws IOException {
        try {
            errand.with(you.controlPlane(err()));
            return ExitStatus.FINE;
        } catch (NotDone why) {
            err().println("hpol: " + why.getMessage());
            return why.lookedAt() ? ExitStatus.PROBLEMS : ExitStatus.USAGE;
        }
    }

    private void print(ObjectNode request) {
        ObjectNode document = Json.object().put("format", "hpol.approval/1");
        document.setAll(request);
        out().println(Json.text(document));
    }

    private static RequestText text() {
        return new RequestText(Instant.now(), ZoneId.systemDefault());
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
