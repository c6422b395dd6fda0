// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/// Serves one editor over two streams until it leaves.
public final class LanguageServer {

    private static final System.Logger LOG = System.getLogger(LanguageServer.class.getName());

    private static final String SERVICES = "org.eclipse.lsp4j.services.";

    private LanguageServer() {}

    /// Returns once the editor has said that it is done, has closed its stream, or its process is gone.
    ///
    /// @param in what the editor says
    /// @param out what it is told; nothing else may be written there
    /// @return whether it left as the protocol asks for: `shutdown`, then `exit`
    public static boolean serve(InputStream in, OutputStream out, Settings settings) throws InterruptedException {
        var left = new CompletableFuture<Boolean>();
        try (var server = new Server(settings, left)) {
            Launcher<LanguageClient> launcher = new LSPLauncher.Builder<LanguageClient>()
                    .setLocalService(server)
                    .setRemoteInterface(LanguageClient.class)
                    .setInput(new BoundedInput(in))
                    .setOutput(out)
                    .setExceptionHandler(LanguageServer::error)
                    .create();
            server.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            Thread.ofPlatform().name("end of input").daemon().start(() -> await(listening, left));
            try {
                return left.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } finally {
                listening.cancel(true);
            }
        }
    }

    /// What is not served is no defect: the services of the protocol throw for every method that is not overridden.
    private static ResponseError error(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] stack = cause.getStackTrace();
            if (cause instanceof UnsupportedOperationException
                    && stack.length > 0
                    && stack[0].getClassName().startsWith(SERVICES)) {
                return new ResponseError(
                        ResponseErrorCode.MethodNotFound, "hpol does not serve " + stack[0].getMethodName(), null);
            }
        }
        return RemoteEndpoint.DEFAULT_EXCEPTION_HANDLER.apply(failure);
    }

    private static void await(Future<Void> listening, CompletableFuture<Boolean> left) {
        try {
            listening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CancellationException leaving) {
            LOG.log(System.Logger.Level.DEBUG, "the editor has left");
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "the editor cannot be understood", e.getCause());
        } finally {
            left.complete(false);
        }
    }
}
