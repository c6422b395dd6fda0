// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import policy.tests.Progress;

/// One line on a terminal that says how far the work is, rewritten a few times a second and gone when it is done.
public final class ProgressLine {

    private static final String TO_LINE_START = "\r\u001b[K";
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintWriter out;
    private final boolean shown;
    private long last = System.nanoTime();
    private boolean written;

    /// @param shown whether a person looks at `out`; if not, nothing is written
    public ProgressLine(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /// @param what is being done, such as `tests`
    Progress of(String what) {
        return shown ? (done, all) -> tell(what, done, all) : Progress.IGNORED;
    }

    private synchronized void tell(String what, int done, int all) {
        long now = System.nanoTime();
        if (now - last >= BETWEEN_NANOS) {
            last = now;
            written = true;
            out.print(TO_LINE_START + what + " " + done + " of " + all);
            out.flush();
        }
    }

    synchronized void clear() {
        if (written) {
            out.print(TO_LINE_START);
            out.flush();
            written = false;
        }
    }
}
