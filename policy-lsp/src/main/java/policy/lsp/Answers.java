// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import policy.lsp.index.Refused;

/// Computes answers beside the thread that reads messages, so that a long one holds up neither typing nor another
/// question.
final class Answers implements AutoCloseable {

    /// Computed at a time.
    static final int THREADS = 2;

    /// Questions that wait; the editor is told of those over it.
    static final int MAX_WAITING = 256;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("answers-", 0).daemon().factory());

    /// A question whose answer may be that there is none.
    interface Question<T> {
        T answer() throws Refused;
    }

    <T> CompletableFuture<T> of(Question<T> question) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> answer(question, answer));
        } catch (RejectedExecutionException tooMany) {
            answer.completeExceptionally(
                    failed(ResponseErrorCode.RequestFailed, "too many questions at a time; ask again"));
        }
        return answer;
    }

    private static <T> void answer(Question<T> question, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return; // the editor does not want to know any more
        }
        try {
            answer.complete(question.answer());
        } catch (Refused refused) {
            answer.completeExceptionally(failed(ResponseErrorCode.RequestFailed, String.valueOf(refused.getMessage())));
        } catch (RuntimeException | Error defect) {
            answer.completeExceptionally(defect);
        }
    }

    static ResponseErrorException failed(ResponseErrorCode code, String message) {
        return new ResponseErrorException(new ResponseError(code, message, null));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
