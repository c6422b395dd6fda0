// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// Whoever is known may be told that a path is not there or does not take a method; a stranger is asked for a token
/// first. Of paths that are there the others decide.
@Singleton
final class NothingThere implements SecurityRule<HttpRequest<?>> {

    @Override
    public Publisher<SecurityRuleResult> check(@Nullable HttpRequest<?> request, @Nullable Authentication caller) {
        boolean nothing =
                request != null && RouteAttributes.getRouteMatch(request).isEmpty();
        return Publishers.just(nothing && caller != null ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }
}
