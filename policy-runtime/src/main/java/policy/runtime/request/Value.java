// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/// What one attribute of one request holds.
///
/// Two of the shapes are not values but the lack of one, and they are not the same: [Absent] was looked for
/// and is not there, [Undetermined] may be there and could not be read. A rule that needs an undetermined
/// attribute never permits.
public sealed interface Value {

    record Text(String text) implements Value {}

    record Int(long number) implements Value {}

    record Bool(boolean truth) implements Value {}

    record Many(List<Value> items) implements Value {
        public Many {
            items = List.copyOf(items);
        }
    }

    /// An IP address; an IPv4 address mapped into IPv6 is the IPv4 address.
    record Address(InetAddress address) implements Value {}

    /// Named values: samples of `test` blocks, and attributes of type [Type.Open].
    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = Map.copyOf(fields);
        }
    }

    /// The request does not have this optional attribute.
    enum Absent implements Value {
        ABSENT
    }

    /// The request may have this attribute, but it could not be read.
    ///
    /// @param because what stood in the way, in words for the blocked person, such as `the body is over 4 MiB`
    record Undetermined(String because) implements Value {}

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }

    static Value of(long number) {
        return new Int(number);
    }

    /// A list of texts.
    static Value of(Iterable<String> texts) {
        var items = new java.util.ArrayList<Value>();
        texts.forEach(text -> items.add(new Text(text)));
        return new Many(items);
    }
}
