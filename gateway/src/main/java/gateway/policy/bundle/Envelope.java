// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gateway.keys.SigningKey;
import gateway.keys.VerifyingKey;
import gateway.recording.log.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/// A signature around a statement: DSSE v1 (Dead Simple Signing Envelope) with one signature, as canonical JSON. What
/// is signed is the type and the bytes of the payload, so nothing has to be parsed to check it.
///
/// @param keyId [VerifyingKey#id] of who signed
record Envelope(byte[] payload, String keyId, byte[] signature) {

    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static Envelope sign(byte[] payload, SigningKey key) {
        return new Envelope(payload, key.verifying().id(), key.sign(preAuthentication(payload)));
    }

    /// The bytes that are signed (PAE of the specification).
    private static byte[] preAuthentication(byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("DSSEv1 %d %s %d "
                .formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    byte[] toJson() {
        var base64 = Base64.getEncoder();
        return CanonicalJson.bytes(json -> json.beginObject()
                .put("payload", base64.encodeToString(payload))
                .put("payloadType", PAYLOAD_TYPE)
                .name("signatures")
                .beginArray()
                .beginObject()
                .put("keyid", keyId)
                .put("sig", base64.encodeToString(signature))
                .endObject()
                .endArray()
                .endObject());
    }

    /// Strict: what it reads is what [#toJson] would write, byte for byte.
    static Envelope read(byte[] bytes) throws RefusedBundle {
        if (bytes.length > BundleLimits.MAX_ENVELOPE_BYTES) {
            throw new RefusedBundle("the signed statement of a bundle has at most %d bytes"
                    .formatted(BundleLimits.MAX_STATEMENT_BYTES));
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode signature = json.path("signatures").path(0);
            var envelope = new Envelope(
                    Base64.getDecoder().decode(json.path("payload").asText()),
                    signature.path("keyid").asText(),
                    Base64.getDecoder().decode(signature.path("sig").asText()));
            if (Arrays.equals(envelope.toJson(), bytes)) {
                return envelope;
            }
        } catch (IOException | IllegalArgumentException e) {
            // told below: whatever is wrong with it, it is not what was written
        }
        throw new RefusedBundle("the envelope is not a DSSE envelope as hpol writes it, or was changed");
    }

    /// @throws RefusedBundle unless one of these keys signed it
    void check(Collection<VerifyingKey> trusted) throws RefusedBundle {
        VerifyingKey signer = trusted.stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow(() -> new RefusedBundle(
                        "it says it is signed with the key `%s`, which is not trusted here".formatted(shown(keyId))));
        if (!signer.verifies(preAuthentication(payload), signature)) {
            throw new RefusedBundle(
                    "its signature is not that of the key `%s`: the statement or the signature was changed"
                            .formatted(shown(keyId)));
        }
    }

    /// Enough of it to tell keys apart; nobody has vouched for it yet.
    private static String shown(String id) {
        String digits = id.replaceAll("[^0-9a-f]", "?");
        return digits.length() > 16 ? digits.substring(0, 16) : digits;
    }
}
