// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.List;

/// The type of an attribute, as a schema declares it and the compiler checks it.
public sealed interface Type {

    /// Unicode text, compared code point by code point.
    record Text() implements Type {}

    /// A signed 64-bit whole number.
    record Int() implements Type {}

    record Bool() implements Type {}

    /// One of a closed set of words, held as [Value.Text]; a policy naming another word does not compile.
    ///
    /// @param name how messages call the set, such as `http method`
    record Choice(String name, List<String> words) implements Type {
        public Choice {
            words = List.copyOf(words);
        }
    }

    record ListOf(Type element) implements Type {}

    /// A number of bytes, held as [Value.Int].
    record Size() implements Type {}

    /// A stretch of time, held as [Value.Int] in milliseconds.
    record Duration() implements Type {}

    /// A moment, held as [Value.Int] in milliseconds since 1970-01-01T00:00Z.
    record Time() implements Type {}

    /// An IP address, held as [Value.Address].
    record Address() implements Type {}

    /// A tree whose members nobody has declared, such as the arguments of a tool, held as [Value.Fields]. Policies
    /// read members by path (`mcp.args.command`); what a comparison expects says of which type a member must be,
    /// and one of another type is undetermined.
    record Open() implements Type {}

    Type TEXT = new Text();
    Type INT = new Int();
    Type BOOL = new Bool();
    Type TEXTS = new ListOf(TEXT);
    Type SIZE = new Size();
    Type DURATION = new Duration();
    Type TIME = new Time();
    Type ADDRESS = new Address();
    Type OPEN = new Open();
}
