// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who asks: the verified caller, and through [#actsFor] everybody it acts for.
///
/// @param id stable identifier within the issuer (the `sub` claim of a token)
/// @param issuer name, in the configuration, of who vouches for the caller
/// @param name what people read; never compared
/// @param actsFor the next link of the chain: an agent's owner, the user behind a service
public record Subject(
        String id, Kind kind, String issuer, String name, SortedSet<String> groups, Optional<Subject> actsFor) {

    public enum Kind {
        PERSON,
        SERVICE,
        AGENT;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    public Subject {
        groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    public static Subject person(String id, String issuer, Collection<String> groups) {
        return new Subject(id, Kind.PERSON, issuer, id, new TreeSet<>(groups), Optional.empty());
    }

    /// Identifies the subject across issuers; two subjects with the same key are the same human or machine.
    public String key() {
        return issuer + "/" + id;
    }

    /// The person at the end of the chain, if a service or an agent acts for one.
    public Optional<Subject> owner() {
        return actsFor.isEmpty()
                ? Optional.empty()
                : Optional.of(chain().getLast()).filter(last -> last.kind() == Kind.PERSON);
    }

    /// This subject and all it acts for, nearest first.
    public List<Subject> chain() {
        if (actsFor.isEmpty()) {
            return List.of(this);
        }
        var chain = new ArrayList<Subject>();
        for (Optional<Subject> link = Optional.of(this);
                link.isPresent();
                link = link.get().actsFor()) {
            chain.add(link.get());
        }
        return List.copyOf(chain);
    }
}
