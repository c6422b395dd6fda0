// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of the claims a decision rests on (RFC 7519 section 4.1). The library reads some of them kindly, a number
/// as the name of a subject, say; of two readers of such a token each would see another one.
final class RegisteredClaims {

    private static final List<String> TEXTS = List.of("iss", "sub");
    private static final List<String> TIMES = List.of("exp", "nbf", "iat");

    private RegisteredClaims() {}

    /// A claim that is not there is somebody else's to miss; `null` is as if it were not.
    ///
    /// @throws RefusedToken that names the claim that is wrong
    static void check(Map<String, Object> claims) {
        for (String text : TEXTS) {
            require(claims.get(text) == null || claims.get(text) instanceof String, text, "not a text");
        }
        require(isAudience(claims.get("aud")), "aud", "neither a text nor a list of texts");
        for (String time : TIMES) {
            require(claims.get(time) == null || claims.get(time) instanceof Number, time, "not a number of seconds");
        }
    }

    private static boolean isAudience(@Nullable Object written) {
        return switch (written) {
            case null -> true;
            case String one -> true;
            case List<?> many -> many.stream().allMatch(String.class::isInstance);
            default -> false;
        };
    }

    private static void require(boolean right, String claim, String wrong) {
        if (!right) {
            throw new RefusedToken("The token's `%s` claim is %s.".formatted(claim, wrong));
        }
    }
}
