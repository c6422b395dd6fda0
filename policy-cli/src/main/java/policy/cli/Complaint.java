// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// A failure in one line a person can act on.
final class Complaint implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("hpol: " + of(failure));
        if (isDefect(failure)) {
            err.println("This is a defect of hpol. Please report it, with what follows:");
            failure.printStackTrace(err);
        }
        return ExitStatus.USAGE;
    }

    /// Whether it is a mistake of ours, which whoever reports it should be able to show.
    private static boolean isDefect(Exception failure) {
        return failure instanceof NullPointerException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof ClassCastException;
    }

    static String of(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "may not read or write " + denied.getFile();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
