// SPDX-License-Identifier: Apache-2.0
package gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser with cookies that follows no redirect by itself.
final class TestBrowser {

    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    static final String ORIGIN = "https://hpol.example";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    final Map<String, String> cookies = new TreeMap<>();

    /// What it says where forms come from, as browsers do.
    String origin = ORIGIN;

    TestBrowser(URI server) {
        this.server = server;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    /// Sends a form with the key of the page it stands on.
    HttpResponse<String> press(String page, String act, String reason) throws IOException, InterruptedException {
        return post(page + "/" + act, Map.of("key", key(get(page)), "reason", reason));
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", origin)
                .POST(BodyPublishers.ofString(form)));
    }

    static String key(HttpResponse<String> page) {
        Matcher key = KEY.matcher(page.body());
        return key.find() ? key.group(1) : "";
    }

    static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] named = cookie.split(";")[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(named[0]);
        } else {
            cookies.put(named[0], named[1]);
        }
    }
}
