// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/configuration.md` names every key there is, and none that is not.
final class DocumentedKeysTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z][a-z.\\[\\]-]*)` \\| ", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyKeyHasARow() throws Exception {
        var keys = new TreeSet<String>();
        collect("", GatewayConfig.class, keys);
        var documented = new TreeSet<String>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> documented.add(row.group(1)));

        assertThat(documented).isEqualTo(keys);
    }

    @Test
    void theExampleIsAConfiguration(@TempDir Path directory) throws Exception {
        var matcher = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(matcher.find()).isTrue();
        Files.createDirectory(directory.resolve("policies"));
        Path file = Files.writeString(directory.resolve("hpol.yaml"), matcher.group(1));

        GatewayConfig config =
                ConfigFile.read(file, java.util.Map.of("OPENAI_API_KEY", "sk-1"), List.of("http", "llm"));

        assertThat(config.targets()).hasSize(1);
    }

    private static void collect(String prefix, Class<?> type, Collection<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + new PropertyNamingStrategies.KebabCaseStrategy().translate(component.getName());
            keys.add(key);
            Class<?> inner = element(component.getGenericType());
            if (inner.isRecord()
                    && !List.of(HostPort.class, PostgresUrl.class, Size.class, Secret.class)
                            .contains(inner)) {
                collect(key + (component.getType() == List.class ? "[]." : "."), inner, keys);
            }
        }
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized
            when List.of(List.class, Optional.class).contains(parameterized.getRawType()) ->
                element(parameterized.getActualTypeArguments()[0]);
            default -> Object.class;
        };
    }
}
