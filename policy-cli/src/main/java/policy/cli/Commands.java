// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.HelpCommand;

/// Every command. A new one is a class, a constant here and a line in [#create]; order and groups are those of
/// `hpol --help`.
enum Commands {
    INIT(Group.WRITE),
    CHECK(Group.WRITE),
    TEST(Group.WRITE),
    FMT(Group.WRITE),
    EVAL(Group.WRITE),
    EXPLAIN(Group.WRITE),
    GRAPH(Group.WRITE),
    PROVE(Group.WRITE),
    SCHEMA(Group.WRITE),
    DIFF(Group.WRITE),
    DOCS(Group.WRITE),
    LSP(Group.WRITE),

    KEYGEN(Group.DELIVER),
    BUNDLE(Group.DELIVER),
    ROLLBACK(Group.DELIVER),

    DEMO(Group.RUN),
    GATEWAY(Group.RUN),
    DOCTOR(Group.RUN),
    APPROVALS(Group.RUN),
    BENCH(Group.RUN),

    DECISIONS(Group.LOOK),
    REPLAY(Group.LOOK),
    VERIFY(Group.LOOK),

    COMPLETION(Group.SHELL),
    HELP(Group.SHELL);

    /// What a command is for.
    enum Group {
        WRITE("Write policies"),
        DELIVER("Deliver them"),
        RUN("Run them"),
        LOOK("Look at what happened"),
        SHELL("In the shell");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }

        Stream<Commands> commands() {
            return Stream.of(Commands.values()).filter(command -> command.group == this);
        }
    }

    private final Group group;

    Commands(Group group) {
        this.group = group;
    }

    /// As it is called.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one that is called with these arguments, if one is.
    static List<Commands> named(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        return Stream.of(values())
                .filter(command -> command.word().equals(first))
                .toList();
    }

    /// Whether it runs until it is stopped, with hooks for that.
    boolean staysUp() {
        return this == GATEWAY || this == DEMO;
    }

    /// Whether it tells of the other commands.
    boolean needsOthers() {
        return this == COMPLETION || this == HELP;
    }

    /// No class of another command is loaded by it: those of `gateway` alone take longer than a quick command's
    /// work.
    Object create() {
        return switch (this) {
            case INIT -> new InitCommand();
            case CHECK -> new CheckCommand();
            case TEST -> new TestCommand();
            case FMT -> new FormatCommand();
            case EVAL -> new EvalCommand();
            case EXPLAIN -> new ExplainCommand();
            case GRAPH -> new GraphCommand();
            case PROVE -> new ProveCommand();
            case SCHEMA -> new SchemaCommand();
            case DIFF -> new DiffCommand();
            case DOCS -> new DocsCommand();
            case LSP -> new LspCommand();
            case KEYGEN -> new KeygenCommand();
            case BUNDLE -> new BundleCommand();
            case ROLLBACK -> new RollbackCommand();
            case DEMO -> new DemoCommand();
            case GATEWAY -> new GatewayCommand();
            case DOCTOR -> new DoctorCommand();
            case APPROVALS -> new ApprovalsCommand();
            case BENCH -> new BenchCommand();
            case DECISIONS -> new DecisionsCommand();
            case REPLAY -> new ReplayCommand();
            case VERIFY -> new VerifyCommand();
            case COMPLETION -> new CompletionCommand();
            case HELP -> new HelpCommand();
        };
    }
}
