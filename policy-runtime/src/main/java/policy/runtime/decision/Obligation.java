// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What must be done with a request that goes through. One that cannot be carried out denies.
public sealed interface Obligation {

    Rule rule();

    /// In the words of the language, without the rule: `find email, iban as redact`.
    default String written() {
        return switch (this) {
            case Mask(var _, Hidden hidden, Transform transform) -> hidden.written() + " as " + transform.written();
            case Limit(var _, long amount, Unit unit, Duration per, var _) ->
                "at most " + amount + " " + unit.word() + " per " + per.toSeconds() + "s";
            case Keep(var _, Kept kept, Optional<Duration> time) ->
                "keep " + kept.word()
                        + time.map(t -> " for " + t.toDays() + "d").orElse("");
        };
    }

    /// Hide something in what comes back.
    record Mask(Rule rule, Hidden hidden, Transform transform) implements Obligation {}

    /// Let no more through than this.
    ///
    /// @param per the stretch of time the amount is for
    /// @param key whose budget it is: requests with equal keys share one
    record Limit(Rule rule, long amount, Unit unit, Duration per, String key) implements Obligation {}

    enum Unit {
        REQUESTS,
        TOKENS,
        BYTES;

        /// The word of the language.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Keep so much of what went over the wire.
    ///
    /// @param time how long; empty for the gateway's own retention
    record Keep(Rule rule, Kept kept, Optional<Duration> time) implements Obligation {}

    enum Kept {
        /// The decision and how it ended; this much is always kept.
        DECISION,
        /// Both directions, as delivered, so with what was masked hidden.
        FULL,
        /// Both directions as they were, before masking.
        RAW;

        /// The word of the language.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is hidden.
    sealed interface Hidden {

        default String written() {
            return switch (this) {
                case Entities(SortedSet<String> names) -> "find " + String.join(", ", names);
                case Columns(SortedSet<String> patterns) -> "column " + quoted(patterns);
                case Members(SortedSet<String> paths) -> "field " + quoted(paths);
                case Headers(SortedSet<String> names) -> "header " + quoted(names);
            };
        }

        private static String quoted(SortedSet<String> texts) {
            return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
        }

        /// Every occurrence of these entities, wherever they are detected.
        ///
        /// @param names see [policy.runtime.request.Entity]
        record Entities(SortedSet<String> names) implements Hidden {
            public Entities {
                names = sorted(names);
            }
        }

        /// The values of columns: `table.column`, either part may be `*`.
        record Columns(SortedSet<String> patterns) implements Hidden {
            public Columns {
                patterns = sorted(patterns);
            }
        }

        /// The values of members of JSON objects: names joined by dots from the root, `*` for one, `**` for any
        /// number of levels; array items count as their array.
        record Members(SortedSet<String> paths) implements Hidden {
            public Members {
                paths = sorted(paths);
            }
        }

        /// The values of header fields, lower case.
        record Headers(SortedSet<String> names) implements Hidden {
            public Headers {
                names = sorted(names);
            }
        }

        private static SortedSet<String> sorted(Collection<String> texts) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
        }
    }

    /// How a value is hidden. Where two masks meet on one value, the one with the higher strength wins.
    sealed interface Transform {

        int strength();

        default String written() {
            return switch (this) {
                case Redact _ -> "redact";
                case Hash _ -> "hash";
                case Tokenise _ -> "tokenise";
                case Partial(int last) -> "partial(last: " + last + ")";
            };
        }

        /// Replaced by a label that names the entity.
        record Redact() implements Transform {
            @Override
            public int strength() {
                return 4;
            }
        }

        /// Replaced by a keyed hash: equal values stay recognisably equal.
        record Hash() implements Transform {
            @Override
            public int strength() {
                return 3;
            }
        }

        /// Replaced by a token that the gateway, and nobody else, can turn back.
        record Tokenise() implements Transform {
            @Override
            public int strength() {
                return 2;
            }
        }

        /// All but the last characters hidden.
        ///
        /// @param last how many characters stay readable, 0 to 8
        record Partial(int last) implements Transform {
            @Override
            public int strength() {
                return 1;
            }
        }
    }
}
