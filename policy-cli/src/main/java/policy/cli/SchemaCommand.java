// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import policy.cli.report.Json;
import policy.cli.report.Paint;
import policy.cli.schema.SchemaJson;
import policy.cli.schema.SchemaMarkdown;
import policy.cli.schema.SchemaText;
import policy.dsl.diagnostic.Nearest;
import policy.protocols.Protocols;
import policy.runtime.request.Schema;
import policy.runtime.request.Vocabulary;

/// `hpol schema`.
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Say what policies can ask about.",
            "",
            "Without a PROTOCOL: all protocols, the attributes of every request, the entities that can be detected."
                    + " With one: its attributes, their types and words, and what of its answers can be hidden."
        },
        footer = {"", "Examples:", "  hpol schema", "  hpol schema sql", "  hpol schema http --markdown"})
final class SchemaCommand implements Callable<Integer> {

    private static final String ANY = "any";

    /// Two ways to print; picocli refuses both at once.
    private static final class Output {

        @Option(names = "--json", description = "One JSON object; docs/cli.md documents it.")
        private boolean json;

        @Option(names = "--markdown", description = "Markdown tables.")
        private boolean markdown;
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "PROTOCOL",
            completionCandidates = ProtocolWords.class,
            description = "${COMPLETION-CANDIDATES}")
    private @Nullable String protocol;

    @ArgGroup
    private Output output = new Output();

    @Mixin
    private Screen screen = new Screen();

    @Spec
    private CommandSpec command = CommandSpec.create();

    /// What can stand after `on`.
    static final class ProtocolWords implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Protocols.vocabulary().schemas().stream().map(Schema::protocol), Stream.of(ANY))
                    .iterator();
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = screen.out(command);
        Vocabulary vocabulary = Protocols.vocabulary();
        if (protocol == null) {
            out.print(
                    output.json
                            ? Json.text(SchemaJson.of(vocabulary.schemas(), vocabulary.entities())) + "\n"
                            : output.markdown
                                    ? SchemaMarkdown.overview(vocabulary)
                                    : SchemaText.overview(vocabulary, paint()));
            return ExitStatus.FINE;
        }
        Optional<Schema> schema = vocabulary.schema(protocol);
        if (schema.isEmpty() && !protocol.equals(ANY)) {
            throw unknown(protocol);
        }
        if (output.json) {
            out.println(Json.text(SchemaJson.of(schema.stream().toList(), vocabulary.entities())));
        } else if (output.markdown) {
            out.print(schema.map(SchemaMarkdown::of).orElseGet(SchemaMarkdown::ofAny));
        } else {
            out.print(schema.map(its -> SchemaText.of(its, paint())).orElseGet(() -> SchemaText.ofAny(paint())));
        }
        return ExitStatus.FINE;
    }

    private Paint paint() {
        return new Paint(screen.coloured());
    }

    private ParameterException unknown(String written) {
        var words = new ArrayList<String>();
        new ProtocolWords().forEach(words::add);
        return new ParameterException(
                command.commandLine(),
                "there is no protocol `" + written + "`"
                        + Nearest.to(written, words)
                                .map(word -> "; did you mean `" + word + "`?")
                                .orElse("; there are " + String.join(", ", words)));
    }
}
