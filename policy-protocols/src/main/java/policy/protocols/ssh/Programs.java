// SPDX-License-Identifier: Apache-2.0
package policy.protocols.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.protocols.ssh.ShellWords.Word;

/// The programs a command runs, or why that cannot be told.
sealed interface Programs {

    /// How many wrappers may be wrapped in each other.
    int MAX_NESTING = 8;

    /// Words that are no programs where one is expected, in one shell or another.
    Set<String> RESERVED = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "foreach",
            "while",
            "until",
            "do",
            "done",
            "end",
            "case",
            "esac",
            "in",
            "select",
            "function",
            "coproc",
            "repeat",
            "nocorrect",
            "noglob",
            "begin",
            "and",
            "or",
            "not",
            "[[",
            "]]",
            "{",
            "}",
            "!");

    /// @param names as written, in their order
    record Known(List<String> names) implements Programs {
        public Known {
            names = List.copyOf(names);
        }
    }

    /// @param because in words for the blocked person
    record Unknown(String because) implements Programs {}

    static Programs of(ShellWords command) {
        return switch (command) {
            case ShellWords.Unreadable unreadable -> new Unknown(unreadable.because());
            case ShellWords.Commands commands -> {
                var names = new ArrayList<String>();
                Optional<String> trouble = new Walk(names).commands(commands, 0);
                yield trouble.<Programs>map(Unknown::new).orElseGet(() -> new Known(names));
            }
        };
    }

    /// The name a simple command begins with; unknown if it is no name.
    static Programs first(List<Word> command) {
        Word name = command.getFirst();
        if (!name.literal() || name.text().isEmpty()) {
            return new Unknown("the name of a program is not written out");
        }
        if (name.text().indexOf('=') >= 0) {
            return new Unknown("the command sets a variable");
        }
        return RESERVED.contains(name.text())
                ? new Unknown("the command is more than simple commands")
                : new Known(List.of(name.text()));
    }

    /// Gathers names; what each method returns is what stands in the way.
    record Walk(List<String> names) {

        private static final String OPAQUE = "a program runs others in a way that is not read";

        Optional<String> commands(ShellWords.Commands commands, int depth) {
            for (List<Word> command : commands.commands()) {
                Optional<String> trouble = command(command, depth, false);
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            return Optional.empty();
        }

        /// @param open whether more words follow that are not known
        private Optional<String> command(List<Word> command, int depth, boolean open) {
            if (depth > MAX_NESTING) {
                return Optional.of("programs are wrapped in each other more than %d times".formatted(MAX_NESTING));
            }
            return switch (first(command)) {
                case Unknown unknown -> Optional.of(unknown.because());
                case Known known -> {
                    names.addAll(known.names());
                    String name = known.names().getFirst();
                    yield run(name.substring(name.lastIndexOf('/') + 1), command, depth, open);
                }
            };
        }

        private Optional<String> run(String program, List<Word> command, int depth, boolean open) {
            boolean find = program.equals("find");
            boolean shell = Wrappers.SHELLS.contains(program);
            Optional<Wrappers> wrapper = Wrappers.of(program);
            if (Wrappers.opaque(program) || (open && (find || shell || wrapper.isPresent()))) {
                return Optional.of(OPAQUE);
            }
            if (find) {
                boolean plain = command.stream()
                                .allMatch(word -> word.literal() || !word.text().startsWith("-"))
                        && command.stream().map(Word::text).noneMatch(Wrappers.FIND_RUNS::contains);
                return plain ? Optional.empty() : Optional.of(OPAQUE);
            }
            if (shell) {
                return shell(command, depth);
            }
            return wrapper.flatMap(w -> wrapped(w, program, command, depth));
        }

        /// `sh -c 'text'` and nothing else: more words would be the text's parameters, fewer make it read a
        /// file.
        private Optional<String> shell(List<Word> command, int depth) {
            boolean text = command.size() == 3
                    && command.stream().allMatch(Word::literal)
                    && Wrappers.COMMAND_OPTIONS.contains(command.get(1).text());
            if (!text) {
                return Optional.of(OPAQUE);
            }
            return switch (ShellWords.of(command.get(2).text())) {
                case ShellWords.Unreadable unreadable -> Optional.of(unreadable.because());
                case ShellWords.Commands commands -> commands(commands, depth + 1);
            };
        }

        private Optional<String> wrapped(Wrappers wrapper, String program, List<Word> command, int depth) {
            Optional<Integer> inner = wrapper.inner(command);
            boolean arguments = program.equals("xargs");
            if (inner.isEmpty() || (arguments && inner.get() == command.size())) {
                return Optional.of(OPAQUE);
            }
            return inner.get() == command.size()
                    ? Optional.empty()
                    : command(command.subList(inner.get(), command.size()), depth + 1, arguments);
        }
    }
}
