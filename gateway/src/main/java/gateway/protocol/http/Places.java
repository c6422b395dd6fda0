// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Places a reply tells the client to go to. One on the target leads back through the gateway, and does
/// not tell where the target is. One that is on the target but not below its base path cannot be reached from
/// here and is not told.
final class Places {

    /// `5; url=/next` as browsers read it (the HTML standard, section 4.2.5.3), and whatever is like it.
    private static final Pattern REFRESH =
            Pattern.compile("(?is)([\\s0-9.]*[;,]?\\s*(?:url\\s*=\\s*)?[\"']?)([^\"']*)([\"']?.*)");

    /// The target of each link of RFC 8288, and places in its parameters.
    private static final Pattern LINK = Pattern.compile("(?is)(<|anchor\\s*=\\s*\"?)([^>\";,]*)([>\";,]?)");

    private final HttpTarget target;

    Places(HttpTarget target) {
        this.target = target;
    }

    /// The value of a field as the client gets it; empty if the field is not told.
    ///
    /// @param key its name in lower case
    Optional<String> told(String key, String value) {
        return switch (key) {
            case "location", "content-location" -> throughGateway(value);
            case "refresh" -> refresh(value);
            case "link" -> links(value);
            default -> Optional.of(value);
        };
    }

    private Optional<String> refresh(String value) {
        Matcher parts = REFRESH.matcher(value);
        return parts.matches() && !parts.group(2).isBlank()
                ? throughGateway(parts.group(2).strip()).map(place -> parts.group(1) + place + parts.group(3))
                : Optional.of(value);
    }

    /// All of them, or none.
    private Optional<String> links(String value) {
        var told = new StringBuilder();
        int done = 0;
        Matcher link = LINK.matcher(value);
        while (link.find()) {
            Optional<String> place = throughGateway(link.group(2).strip());
            if (place.isEmpty()) {
                return Optional.empty();
            }
            told.append(value, done, link.start())
                    .append(link.group(1))
                    .append(place.get())
                    .append(link.group(3));
            done = link.end();
        }
        return Optional.of(told.append(value, done, value.length()).toString());
    }

    private Optional<String> throughGateway(String place) {
        Optional<String> onTarget = pathOnTarget(place);
        return onTarget.isEmpty()
                ? Optional.of(place)
                : onTarget.flatMap(path -> below(target.basePath(), path, false))
                        .map(rest -> "/" + target.name() + rest);
    }

    /// The path of a place on the target itself, whether it names the target or not.
    private Optional<String> pathOnTarget(String place) {
        String origin = target.origin();
        String withoutScheme = origin.substring(origin.indexOf("//"));
        return below(origin, place, true)
                .or(() -> below(withoutScheme, place, true))
                .or(() -> Optional.of(place).filter(path -> path.startsWith("/") && !path.startsWith("//")));
    }

    /// What follows a prefix that ends where a part of a URL ends.
    private static Optional<String> below(String prefix, String place, boolean anyCase) {
        boolean within = place.regionMatches(anyCase, 0, prefix, 0, prefix.length())
                && (place.length() == prefix.length() || "/?#".indexOf(place.charAt(prefix.length())) >= 0);
        return within ? Optional.of(place.substring(prefix.length())) : Optional.empty();
    }
}
