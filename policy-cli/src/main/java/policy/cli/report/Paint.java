// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

/// Text for a terminal, coloured or plain.
public record Paint(boolean colour) {

    public String strong(String text) {
        return painted("1", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    public String red(String text) {
        return painted("31", text);
    }

    public String green(String text) {
        return painted("32", text);
    }

    public String yellow(String text) {
        return painted("33", text);
    }

    public String code(String text) {
        return painted("36", text);
    }

    private String painted(String style, String text) {
        return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
