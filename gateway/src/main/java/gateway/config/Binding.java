// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import gateway.config.SharedDatabase.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import policy.runtime.request.Resource.Env;
import policy.runtime.request.Subject.Kind;

/// From tree to records. Jackson does it; what it would throw at the first mistake is collected instead,
/// in our words.
final class Binding extends DeserializationProblemHandler {

    private final YamlTree tree;
    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();
    private final List<JsonPointer> meant = new ArrayList<>();

    /// The keys that misspelt ones were probably meant to be; that these are missing need not be told as
    /// well.
    Collection<JsonPointer> meant() {
        return meant;
    }

    /// @param directory what relative paths are relative to
    Binding(YamlTree tree, Path directory) {
        this.tree = tree;
        this.directory = directory;
    }

    List<Problem> problems() {
        return problems;
    }

    /// @return null if not even the outermost shape is right
    @Nullable
    GatewayConfig bind() {
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new Jdk8Module())
                .addModule(scalars())
                .addHandler(this)
                .build();
        try {
            return mapper.treeToValue(tree.root(), GatewayConfig.class);
        } catch (JsonMappingException e) {
            report(pointer(e), "cannot be read", Problem.EXPLAINED);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory cannot fail to be read", e);
        }
        return null;
    }

    private SimpleModule scalars() {
        return new SimpleModule()
                .addDeserializer(String.class, scalar(String.class, text -> text))
                .addDeserializer(Integer.class, scalar(Integer.class, Binding::whole))
                .addDeserializer(Boolean.class, scalar(Boolean.class, Binding::truth))
                .addDeserializer(Duration.class, scalar(Duration.class, Quantities::duration))
                .addDeserializer(Size.class, scalar(Size.class, Size::of))
                .addDeserializer(HostPort.class, scalar(HostPort.class, HostPort::of))
                .addDeserializer(Secret.class, scalar(Secret.class, Binding::secret))
                .addDeserializer(Path.class, scalar(Path.class, this::path))
                .addDeserializer(PostgresUrl.class, scalar(PostgresUrl.class, PostgresUrl::of))
                .addDeserializer(Tls.class, scalar(Tls.class, text -> word(Tls.values(), Tls::word, text)))
                .addDeserializer(URI.class, scalar(URI.class, Binding::web))
                .addDeserializer(KeyLocation.class, scalar(KeyLocation.class, this::keys))
                .addDeserializer(Env.class, scalar(Env.class, text -> word(Env.values(), Env::word, text)))
                .addDeserializer(Kind.class, scalar(Kind.class, text -> word(Kind.values(), Kind::word, text)));
    }

    private static Integer whole(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return Integer.valueOf(text);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be `true` or `false`");
        };
    }

    /// What is secret ends up in a header or a signature, where a stray line break would be the beginning
    /// of another.
    private static Secret secret(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must not be empty or contain control characters");
        }
        return new Secret(text);
    }

    private Path path(String text) {
        return directory.resolve(text).normalize();
    }

    private static URI web(String text) {
        var uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must be an http or https URL without user, query or fragment, such as `https://api.example.com`");
        }
        return uri;
    }

    private KeyLocation keys(String text) {
        return text.contains("://") ? new KeyLocation.Web(web(text)) : new KeyLocation.File(path(text));
    }

    private static <E> E word(E[] values, Function<E, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values)
                                .map(value -> "`" + word.apply(value) + "`")
                                .collect(Collectors.joining(", "))));
    }

    private <T> JsonDeserializer<T> scalar(Class<T> type, Function<String, T> read) {
        return new StdDeserializer<>(type) {
            @Override
            public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    return type.cast(context.handleUnexpectedToken(type, parser));
                }
                try {
                    return read.apply(parser.getText());
                } catch (IllegalArgumentException e) {
                    String message = e.getMessage();
                    report(
                            at(context),
                            message != null && message.startsWith("must") ? message : "is not well-formed",
                            Problem.EXPLAINED);
                    return null;
                }
            }
        };
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            @Nullable JsonDeserializer<?> deserializer,
            Object bean,
            String name)
            throws IOException {
        Collection<Object> known = deserializer == null || deserializer.getKnownPropertyNames() == null
                ? List.of()
                : deserializer.getKnownPropertyNames();
        var names = known.stream().map(Object::toString).sorted().toList();
        Optional<String> near = Nearest.to(name, names);
        near.ifPresent(key -> meant.add(at(context).appendProperty(key)));
        String remedy = near.map("did you mean `%s`?"::formatted)
                .orElseGet(() -> "the keys here are "
                        + names.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")));
        JsonPointer at = at(context).appendProperty(name);
        problems.add(tree.problem(at, "%s is not a key".formatted(Problem.named(at)), remedy));
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        String wanted = type.isCollectionLikeType()
                ? "must be a list"
                : type.isRecordType() ? "must hold keys" : "must be a single value";
        report(at(context), wanted, Problem.EXPLAINED);
        parser.skipChildren();
        return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            @Nullable ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        report(
                at(context),
                Collection.class.isAssignableFrom(type) ? "must be a list" : "must hold keys",
                Problem.EXPLAINED);
        parser.skipChildren();
        return null;
    }

    private void report(JsonPointer at, String complaint, String remedy) {
        problems.add(tree.problem(at, "%s %s".formatted(Problem.named(at), complaint), remedy));
    }

    private static JsonPointer at(DeserializationContext context) {
        return context.getParser().getParsingContext().pathAsPointer();
    }

    private static JsonPointer pointer(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }
}
