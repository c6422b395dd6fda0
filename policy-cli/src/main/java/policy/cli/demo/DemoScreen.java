// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/// What the demo shows: one screen, each request in two or three lines.
final class DemoScreen {

    private static final int WIDTH = 100;
    private static final Map<String, String> COLOURS =
            Map.of("allowed", "32", "denied", "31", "masked", "36", "held, approved", "33", "held, denied", "33");

    private final PrintWriter out;
    private final boolean colour;

    DemoScreen(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void heading(String text) {
        line("");
        line(colour ? "\033[1m" + text + "\033[0m" : text);
    }

    void request(int number, DemoCase demoCase, DemoClient.Answer answer) {
        boolean asExpected = answer.status() == demoCase.expected();
        String verdict = asExpected ? demoCase.verdict().toUpperCase(Locale.ROOT) : "UNEXPECTED";
        heading("%d  %-56s %s".formatted(number, demoCase.title(), painted(demoCase.verdict(), verdict)));
        demoCase.reviewer()
                .ifPresent(press -> line("   lea pressed %s through the approval API: \"%s\""
                        .formatted(press.action(), press.reason())));
        line("   %d after %d ms: %s".formatted(answer.status(), answer.took().toMillis(), shortened(answer.text())));
    }

    private String painted(String verdict, String text) {
        return colour ? "\033[" + COLOURS.getOrDefault(verdict, "0") + "m" + text + "\033[0m" : text;
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + " …";
    }
}
