// SPDX-License-Identifier: Apache-2.0
package policy.cli.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import policy.runtime.request.AccessRequest;

/// Where a request is written: a file, or standard input for `-`.
public final class RequestFile {

    private static final Path DASH = Path.of("-");
    private static final int MAX_BYTES = 16 << 20;

    /// What stands twice, or behind the end, is refused: one of the two would be ignored.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestFile() {}

    /// @param clock tells the time of a request that does not say it
    public static AccessRequest read(Path path, Clock clock) throws IOException, InvalidRequest {
        return JsonRequest.read(json(path), clock);
    }

    private static JsonNode json(Path path) throws IOException, InvalidRequest {
        if (!path.equals(DASH) && Files.isDirectory(path)) {
            throw new InvalidRequest(
                    "the request %s is a directory; give a JSON file, or - for standard input".formatted(path));
        }
        byte[] bytes;
        try (InputStream in = path.equals(DASH) ? System.in : Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new InvalidRequest("the request is over " + MAX_BYTES + " bytes");
        }
        try {
            return MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("the request is not JSON: " + e.getOriginalMessage());
        }
    }
}
