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

    Type TEXT = new Text();
    Type INT = new Int();
    Type BOOL = new Bool();
    Type TEXTS = new ListOf(TEXT);
}
