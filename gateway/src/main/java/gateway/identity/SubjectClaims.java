// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import policy.runtime.request.Subject;
import policy.runtime.request.Subject.Kind;

/// Which claims of an issuer's tokens say who the subject is.
///
/// A token with an `act` claim (RFC 8693 section 4.1) was made for an actor that acts for the token's
/// subject. The caller is then the actor, an agent unless `act` says otherwise, with only the groups
/// `act` itself names; whom it acts for follows in the chain. So nobody's agent has its owner's groups
/// merely because it presents the owner's token.
///
/// @param issuer name of the issuer, in the configuration
/// @param groups name of the claim that lists groups: a list, or one text separated by spaces; a dot
///     leads into a nested claim
/// @param name name of the claim with what people read
/// @param kind name of the claim that says `person`, `service` or `agent`
/// @param otherwise the kind of a subject whose token does not say
public record SubjectClaims(String issuer, String groups, String name, String kind, Kind otherwise) {

    static final int MAX_GROUPS = 1_000;
    static final int MAX_TEXT = 256;
    static final int MAX_ACTORS = 4;

    /// @throws RefusedToken if the claims do not name a subject
    Subject read(JWTClaimsSet claims) {
        Map<String, Object> all = claims.getClaims();
        Subject subject = one(all, otherwise, Optional.empty());
        return all.get("act") == null ? subject : actor(all.get("act"), subject, 1);
    }

    /// The outermost `act` is who calls now; those inside it acted before (RFC 8693) and stand between it
    /// and the subject.
    private Subject actor(@Nullable Object act, Subject actsFor, int depth) {
        if (!(act instanceof Map<?, ?> written) || depth > MAX_ACTORS) {
            throw new RefusedToken(
                    "The token's `act` claim is malformed or names more than %d actors.".formatted(MAX_ACTORS));
        }
        var claims = texts(written);
        if (claims.get("iss") != null) {
            throw new RefusedToken("The token's `act` claim names an actor of another issuer.");
        }
        Subject next = claims.get("act") == null ? actsFor : actor(claims.get("act"), actsFor, depth + 1);
        return one(claims, Kind.AGENT, Optional.of(next));
    }

    private Subject one(Map<String, Object> claims, Kind unsaid, Optional<Subject> actsFor) {
        String id = text(claims.get("sub"));
        if (id.isEmpty()) {
            throw new RefusedToken("The token does not say who its subject is.");
        }
        String shown = at(claims, name) instanceof String written && isPlain(written) ? written : id;
        return new Subject(
                id, kind(at(claims, kind), unsaid), issuer, shown, new TreeSet<>(groups(at(claims, groups))), actsFor);
    }

    private static Kind kind(@Nullable Object written, Kind unsaid) {
        if (written == null) {
            return unsaid;
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(written))
                .findFirst()
                .orElseThrow(
                        () -> new RefusedToken("The token's kind of subject is not one of person, service, agent."));
    }

    private static Collection<String> groups(@Nullable Object written) {
        List<?> items = switch (written) {
            case null -> List.of();
            case String text ->
                Arrays.stream(text.split(" ", -1))
                        .filter(group -> !group.isEmpty())
                        .toList();
            case List<?> list -> list;
            default -> throw new RefusedToken("The token's groups are neither a list nor a text.");
        };
        if (items.size() > MAX_GROUPS) {
            throw new RefusedToken("The token names more than %d groups.".formatted(MAX_GROUPS));
        }
        var groups = items.stream().map(SubjectClaims::text).toList();
        if (groups.contains("")) {
            throw new RefusedToken("The token names a group that is not a short, plain text.");
        }
        return groups;
    }

    private static @Nullable Object at(Map<String, Object> claims, String path) {
        Object found = claims.get(path);
        int dot = path.indexOf('.');
        if (found != null || dot < 0) {
            return found;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(texts(inner), path.substring(dot + 1))
                : null;
    }

    private static Map<String, Object> texts(Map<?, ?> json) {
        var copy = new java.util.HashMap<String, Object>();
        json.forEach((key, value) -> {
            if (key instanceof String name && value != null) {
                copy.put(name, value);
            }
        });
        return copy;
    }

    private static String text(@Nullable Object written) {
        return written instanceof String text && isPlain(text) ? text : "";
    }

    /// Short, not blank, and nothing in it that could disguise it in a log or on a card.
    private static boolean isPlain(String text) {
        return !text.isBlank()
                && text.length() <= MAX_TEXT
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }
}
