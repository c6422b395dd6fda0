// SPDX-License-Identifier: Apache-2.0
package policy.lsp.workspace;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import policy.compiler.Compilation;
import policy.compiler.Compiler;

/// Compiles policy sets once typing has paused, one at a time; at most one check of each is waiting.
public final class Checks implements AutoCloseable {

    /// Nothing is compiled before the text has stayed the same for so long.
    public static final Duration QUIET = Duration.ofMillis(150);

    private static final System.Logger LOG = System.getLogger(Checks.class.getName());

    /// Told what came out of a check, never of a text that is not there any more.
    @FunctionalInterface
    public interface Listener {
        void checked(PolicyFolder folder, View view, Compilation compilation);
    }

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checks").daemon().factory());
    private final Map<PolicyFolder, ScheduledFuture<?>> waiting = new HashMap<>();
    private final Compiler compiler;
    private final Listener listener;

    public Checks(Compiler compiler, Listener listener) {
        this.compiler = compiler;
        this.listener = listener;
    }

    /// Looks at a policy set soon; one that was to be looked at already is looked at later, in its newest form.
    public synchronized void soon(PolicyFolder folder) {
        ScheduledFuture<?> before = waiting.remove(folder);
        if (before != null) {
            before.cancel(false);
        }
        try {
            waiting.put(folder, worker.schedule(() -> check(folder), QUIET.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "closed");
        }
    }

    private synchronized void begun(PolicyFolder folder) {
        waiting.remove(folder);
    }

    private void check(PolicyFolder folder) {
        begun(folder);
        try {
            View view = folder.view();
            Compilation compilation = compiler.compile(view.sources());
            folder.ifCurrent(view, () -> listener.checked(folder, view, compilation));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            // The next change is looked at again.
            LOG.log(System.Logger.Level.ERROR, "a check of policies failed", defect);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
