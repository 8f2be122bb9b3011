package dev.apimage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One request as it is tried, maybe several times.
 *
 * @param method what to do
 * @param url where, fully encoded
 * @param shown the path to name in messages and logs
 * @param body what to send
 * @param ifMatch the version that is to be changed
 * @param isPoll true when the answer is the stored outcome of an earlier request, which asking
 *     again does not change
 */
record Request(
    HttpMethod method,
    URI url,
    String shown,
    Optional<ObjectNode> body,
    Optional<String> ifMatch,
    boolean isPoll) {
  static Request get(URI url, String shown) {
    return new Request(HttpMethod.GET, url, shown, Optional.empty(), Optional.empty(), false);
  }

  static Request poll(URI url, String shown) {
    return new Request(HttpMethod.GET, url, shown, Optional.empty(), Optional.empty(), true);
  }

  HttpRequest toHttp() {
    HttpRequest http = new HttpRequest(method, url.toString());
    // Without it APIM answers with a policy's bare XML (REST reference, Policy - Get).
    http.setHeader(HttpHeaderName.ACCEPT, "application/json");
    ifMatch.ifPresent(etag -> http.setHeader(HttpHeaderName.IF_MATCH, etag));
    body.ifPresent(
        tree -> {
          http.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json; charset=utf-8");
          http.setBody(tree.toString().getBytes(StandardCharsets.UTF_8));
        });
    return http;
  }

  /** What a person is told; the body and the query may hold secrets. */
  @Override
  public String toString() {
    return method + " " + shown;
  }
}
