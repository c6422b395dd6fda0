// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.transport.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import policy.protocols.http.HttpMessage.Header;

/// What a caller says to reviewers and not to the target, in header fields that begin with [#PREFIX]. None of them is
/// believed: they are shown, recorded, and never forwarded.
///
/// @param reason why the caller wants it
/// @param breakGlass why it cannot wait
record Claims(Optional<String> reason, Optional<String> breakGlass) {

    /// No target gets such a field, whether or not it means anything here.
    static final String PREFIX = "hpol-";

    static final int MAX_CHARACTERS = 500;

    private static final String REASON = "hpol-reason";
    private static final String BREAK_GLASS = "hpol-break-glass";

    /// What is wrong with the claims of a request; empty if nothing is.
    static Optional<String> mistake(RequestHead head) {
        return mistake(head, REASON).or(() -> mistake(head, BREAK_GLASS));
    }

    private static Optional<String> mistake(RequestHead head, String name) {
        List<String> values = values(head, name);
        if (values.size() > 1) {
            return Optional.of("There is more than one field `%s`.".formatted(name));
        }
        return values.stream()
                .filter(value ->
                        value.length() > MAX_CHARACTERS || value.chars().anyMatch(Character::isISOControl))
                .findFirst()
                .map(_ -> "The field `%s` must be one line of at most %d characters.".formatted(name, MAX_CHARACTERS));
    }

    /// @param head without a [#mistake]
    static Claims of(RequestHead head) {
        return new Claims(said(head, REASON), said(head, BREAK_GLASS));
    }

    private static Optional<String> said(RequestHead head, String name) {
        return values(head, name).stream().filter(value -> !value.isBlank()).findFirst();
    }

    private static List<String> values(RequestHead head, String name) {
        return head.headers().stream()
                .filter(header ->
                        header.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .map(Header::value)
                .map(Claims::decoded)
                .toList();
    }

    /// Header values arrive byte for byte, one character each; clients that go beyond ASCII mean UTF-8.
    private static String decoded(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return (text.indexOf('\uFFFD') < 0 ? text : value).strip();
    }
}
