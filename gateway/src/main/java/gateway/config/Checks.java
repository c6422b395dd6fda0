// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path.Node;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import java.lang.annotation.ElementType;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/// What must hold for a configuration: each value by its constraints, then values with one another and
/// with the disk.
final class Checks {

    private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB =
            new PropertyNamingStrategies.KebabCaseStrategy();

    /// A signature made with less could be guessed.
    private static final int MIN_SIGNING_SECRET = 16;

    /// Headers a second value of which would change where a request goes or where it ends.
    private static final Set<String> NO_CREDENTIAL =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "te", "trailer", "upgrade");

    private final GatewayConfig config;
    private final YamlTree tree;
    private final Collection<String> protocols;
    private final List<Problem> problems = new ArrayList<>();

    private Checks(GatewayConfig config, YamlTree tree, Collection<String> protocols) {
        this.config = config;
        this.tree = tree;
        this.protocols = protocols;
    }

    static List<Problem> of(GatewayConfig config, YamlTree tree, Collection<String> protocols) {
        var checks = new Checks(config, tree, protocols);
        checks.constraints();
        checks.together();
        return checks.problems;
    }

    private void constraints() {
        // The plain interpolator: a value out of the file must never be read as an expression.
        try (var factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .traversableResolver(new EverythingReachable())
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            for (ConstraintViolation<GatewayConfig> violation :
                    factory.getValidator().validate(config)) {
                JsonPointer at = pointer(violation.getPropertyPath());
                if (violation.getInvalidValue() == null) {
                    problem(at, "is missing", Problem.EXPLAINED);
                } else {
                    problem(at, violation.getMessage(), Problem.EXPLAINED);
                }
            }
        }
    }

    private void together() {
        unique("/issuers", config.issuers(), Issuer::name, "/name");
        unique("/issuers", config.issuers(), Issuer::issuer, "/issuer");
        unique("/targets", config.targets(), Target::name, "/name");
        unique("/approvals/reviewers", config.approvals().reviewers(), Approvals.Reviewer::subject, "/subject");
        if (config.listen().port() != 0 && config.listen().equals(config.control())) {
            problem(JsonPointer.compile("/control"), "is the same as `listen`", "give each a port of its own");
        }
        each("/issuers", config.issuers(), this::issuer);
        each("/targets", config.targets(), this::target);
        each("/approvals/reviewers", config.approvals().reviewers(), this::reviewer);
        config.approvals().slack().ifPresent(this::slack);
        config.database()
                .flatMap(SharedDatabase::authorities)
                .ifPresent(file -> present(JsonPointer.compile("/database/authorities"), file, false));
        config.signIn().ifPresent(this::signIn);
        each("/bundle/keys", config.bundle().keys(), (at, key) -> present(at, key, false));
        if (config.policies() != null) {
            policies(JsonPointer.compile("/policies"), config.policies());
        }
        if (config.data() != null && Files.exists(config.data())) {
            present(JsonPointer.compile("/data"), config.data(), true);
        }
    }

    private void policies(JsonPointer at, java.nio.file.Path path) {
        if (Files.isDirectory(path) && config.bundle().requireSignature()) {
            problem(
                    at,
                    "is `%s`, a directory, which nobody signs".formatted(path),
                    "name a bundle, which `hpol bundle` makes, or leave out `bundle.require-signature`");
        } else if (Files.isRegularFile(path)
                && Files.isReadable(path)
                && config.bundle().keys().isEmpty()) {
            problem(
                    JsonPointer.compile("/bundle/keys"),
                    "is missing, and `policies` is a bundle",
                    "name the public keys that may sign it; `hpol keygen` makes one");
        } else if (!Files.isDirectory(path) && !(Files.isRegularFile(path) && Files.isReadable(path))) {
            problem(
                    at,
                    "is `%s`, which is neither a directory nor a readable bundle".formatted(path),
                    "relative paths start at the directory of this configuration file");
        }
    }

    private void slack(Approvals.Slack slack) {
        if (slack.signingSecret().isPresent() == slack.appToken().isPresent()) {
            problem(
                    JsonPointer.compile("/approvals/slack"),
                    slack.appToken().isPresent()
                            ? "has both `signing-secret` and `app-token`"
                            : "has neither `signing-secret` nor `app-token`",
                    "the first if Slack reaches the control plane, the second (Socket Mode) if it does not");
        }
        slack.signingSecret().ifPresent(this::signingSecret);
    }

    private void signingSecret(Secret secret) {
        if (secret.value().strip().length() < MIN_SIGNING_SECRET) {
            problem(
                    JsonPointer.compile("/approvals/slack/signing-secret"),
                    "must have at least %d characters".formatted(MIN_SIGNING_SECRET),
                    "copy it from the app's page, Basic Information, Signing Secret");
        }
    }

    private void signIn(SignIn signIn) {
        JsonPointer at = JsonPointer.compile("/sign-in");
        if (config.console().isEmpty()) {
            problem(
                    at,
                    "needs `console`, which is missing",
                    "name the URL under which people reach the control plane, such as `https://hpol.example.com`");
        }
        if (!config.console().map(URI::getPath).orElse("").matches("/?")) {
            problem(
                    JsonPointer.compile("/console"),
                    "is `%s`, below whose path there is no inbox"
                            .formatted(config.console().get()),
                    "give the inbox a host of its own, without a path");
        }
        if (signIn.authorizationEndpoint().isPresent() != signIn.tokenEndpoint().isPresent()) {
            problem(
                    at,
                    "has one of `authorization-endpoint` and `token-endpoint`",
                    "name both, or none if the issuer publishes them");
        }
        signInIssuer(at, signIn);
    }

    private void signInIssuer(JsonPointer at, SignIn signIn) {
        String name = Objects.requireNonNullElse(signIn.issuer(), "");
        Optional<Issuer> issuer = config.issuers().stream()
                .filter(each -> each != null && name.equals(each.name()))
                .findFirst();
        if (issuer.isEmpty() && !name.isEmpty()) { // a missing one is told already
            problem(
                    at.appendProperty("issuer"),
                    "is `%s`, which is not the name of an issuer in this file".formatted(name),
                    "choose the one whose ID tokens say who somebody is");
        }
        boolean published = issuer.map(Issuer::issuer)
                .map(url -> url.matches("https?://.+"))
                .orElse(true);
        if (!published && signIn.tokenEndpoint().isEmpty()) {
            problem(
                    at,
                    "needs `authorization-endpoint` and `token-endpoint`",
                    "the issuer is no URL at which it could publish them");
        }
    }

    private void issuer(JsonPointer at, Issuer issuer) {
        if (issuer.jwks() instanceof KeyLocation.File(java.nio.file.Path path)) {
            present(at.appendProperty("jwks"), path, false);
        }
    }

    private void target(JsonPointer at, Target target) {
        target.authorities().ifPresent(file -> present(at.appendProperty("authorities"), file, false));
        target.credential()
                .map(Target.Credential::header)
                .filter(header -> header != null && NO_CREDENTIAL.contains(header.toLowerCase(Locale.ROOT)))
                .ifPresent(header -> problem(
                        at.append(JsonPointer.compile("/credential/header")),
                        "is `%s`, which says how a request is sent".formatted(header),
                        "name the header the target reads the credential from, such as `authorization`"));
        // Where there is none, that is told already.
        if (target.protocol() != null && !target.protocol().isEmpty() && !protocols.contains(target.protocol())) {
            String known = protocols.stream().sorted().map(p -> "`" + p + "`").collect(Collectors.joining(", "));
            problem(
                    at.appendProperty("protocol"),
                    "is `%s`, which this gateway cannot carry".formatted(target.protocol()),
                    "it carries " + known + "; policies may speak of more");
        }
    }

    private void reviewer(JsonPointer at, Approvals.Reviewer reviewer) {
        String subject = Objects.requireNonNullElse(reviewer.subject(), "");
        String issuer = subject.substring(0, Math.max(0, subject.indexOf('/')));
        var known = config.issuers().stream()
                .filter(Objects::nonNull)
                .map(Issuer::name)
                .filter(Objects::nonNull)
                .toList();
        if (!issuer.isEmpty() && !known.contains(issuer)) { // one that names none is told already
            problem(
                    at.appendProperty("subject"),
                    "names the issuer `%s`, which is not configured".formatted(issuer),
                    Nearest.to(issuer, known)
                            .map(near -> "did you mean `%s/...`?".formatted(near))
                            .orElse("begin with the name of an issuer in this file"));
        }
    }

    private void present(JsonPointer at, java.nio.file.@Nullable Path path, boolean directory) {
        if (path != null
                && !(directory ? Files.isDirectory(path) : Files.isReadable(path) && !Files.isDirectory(path))) {
            problem(
                    at,
                    "is `%s`, which is not a readable %s".formatted(path, directory ? "directory" : "file"),
                    "relative paths start at the directory of this configuration file");
        }
    }

    private <T> void each(String list, List<T> items, Check<T> check) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) != null) {
                check.on(JsonPointer.compile(list).appendIndex(i), items.get(i));
            }
        }
    }

    private interface Check<T> {
        void on(JsonPointer at, T item);
    }

    private <T> void unique(String list, List<T> items, Function<T, @Nullable String> key, String property) {
        var seen = new HashSet<String>();
        each(list, items, (at, item) -> {
            String value = key.apply(item);
            if (value != null && !seen.add(value)) {
                problem(
                        at.append(JsonPointer.compile(property)),
                        "is `%s`, as is another's".formatted(value),
                        "give each its own");
            }
        });
    }

    private void problem(JsonPointer at, String complaint, String remedy) {
        problems.add(tree.problem(at, "%s %s".formatted(Problem.named(at), complaint), remedy));
    }

    private static JsonPointer pointer(jakarta.validation.Path path) {
        JsonPointer pointer = JsonPointer.empty();
        for (Node node : path) {
            if (node.getIndex() != null) {
                pointer = pointer.appendIndex(node.getIndex());
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer = pointer.appendProperty(KEBAB.translate(name));
            }
        }
        return pointer;
    }

    /// Records have no lazy parts. Without this the validator asks a persistence provider, and warns that
    /// there is none.
    private static final class EverythingReachable implements TraversableResolver {
        @Override
        public boolean isReachable(
                @Nullable Object bean, Node property, Class<?> root, jakarta.validation.Path path, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object bean, Node property, Class<?> root, jakarta.validation.Path path, ElementType type) {
            return true;
        }
    }
}
