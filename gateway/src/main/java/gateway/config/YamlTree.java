// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A YAML text as a tree that remembers where each key is written. Every scalar stays the text it was
/// written as, so that `010` or `yes` mean what a setting says they mean; `${NAME}` in a scalar is the
/// environment's value, put in after parsing, so no value can change the tree's shape.
final class YamlTree {

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$?)\\{([^}]*)}?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<JsonPointer, JsonLocation> places = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> environment;
    private JsonNode root = JsonNodeFactory.instance.nullNode();

    private YamlTree(Map<String, String> environment) {
        this.environment = environment;
    }

    static YamlTree read(String text, Map<String, String> environment) {
        var tree = new YamlTree(environment);
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            JsonPointer top = JsonPointer.empty();
            if (parser.nextToken() != null) {
                tree.root = tree.value(parser, top);
                if (parser.nextToken() != null) {
                    tree.problem(
                            top,
                            parser.currentTokenLocation(),
                            "there is more than one document",
                            "remove everything from the second `---` on");
                }
            }
        } catch (JsonProcessingException e) {
            tree.problem(
                    JsonPointer.empty(),
                    e.getLocation(),
                    "this is not YAML: " + firstLine(e.getOriginalMessage()),
                    "check indentation and quotes near this line");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
        return tree;
    }

    JsonNode root() {
        return root;
    }

    List<Problem> problems() {
        return problems;
    }

    /// A problem at a key, or at the nearest one above it that is written.
    Problem problem(JsonPointer at, String message, String remedy) {
        JsonPointer written = at;
        while (!written.matches() && !places.containsKey(written)) {
            written = written.head();
        }
        JsonLocation place = places.get(written);
        return place == null
                ? new Problem(at, 0, 0, message, remedy)
                : new Problem(at, place.getLineNr(), place.getColumnNr(), message, remedy);
    }

    private void problem(JsonPointer at, @Nullable JsonLocation place, String message, String remedy) {
        problems.add(new Problem(
                at, place == null ? 0 : place.getLineNr(), place == null ? 0 : place.getColumnNr(), message, remedy));
    }

    private JsonNode value(YAMLParser parser, JsonPointer at) throws IOException {
        places.putIfAbsent(at, parser.currentTokenLocation());
        if (parser.isCurrentAlias()) {
            problem(
                    at,
                    parser.currentTokenLocation(),
                    "%s is an alias".formatted(Problem.named(at)),
                    "write the value out; anchors and aliases are not followed");
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, at);
            case START_ARRAY -> sequence(parser, at);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> JsonNodeFactory.instance.textNode(substituted(parser.getText(), at));
        };
    }

    private JsonNode mapping(YAMLParser parser, JsonPointer at) throws IOException {
        var object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonPointer below = at.appendProperty(key);
            JsonLocation place = parser.currentTokenLocation();
            if (object.has(key)) {
                problem(below, place, "%s is written twice".formatted(Problem.named(below)), "keep one of them");
            }
            places.putIfAbsent(below, place);
            parser.nextToken();
            object.set(key, value(parser, below));
        }
        return object;
    }

    private JsonNode sequence(YAMLParser parser, JsonPointer at) throws IOException {
        var array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, at.appendIndex(array.size())));
        }
        return array;
    }

    private String substituted(String text, JsonPointer at) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(resolve(match.group(), match.group(1), match.group(2), at)));
    }

    private String resolve(String written, String escape, String name, JsonPointer at) {
        if (!escape.isEmpty()) {
            return written.substring(1);
        }
        if (!NAME.matcher(name).matches() || !written.endsWith("}")) {
            problems.add(problem(
                    at,
                    "`%s` in %s does not name an environment variable".formatted(written, Problem.named(at)),
                    "write `${NAME}`, or `$${` for a literal `${`"));
            return "";
        }
        String value = environment.get(name);
        if (value == null) {
            problems.add(problem(
                    at,
                    "%s needs the environment variable `%s`, which is not set".formatted(Problem.named(at), name),
                    "set it before starting: export %s=...".formatted(name)));
            return "";
        }
        return value;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
