package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Asks a service for its secrets, so that somebody can look whether they got out. Can send POST to
 * {@code listSecrets}, {@code listValue} and {@code listKeys} and nothing else; nothing that reads,
 * plans or publishes has one. Thread-safe.
 */
public final class SecretReader {
  private final Exchange exchange;
  private final ArmUrls urls;

  SecretReader(Target target, Wire wire, ArmUrls urls) {
    Pattern actions =
        Pattern.compile(
            Pattern.quote(target.servicePath())
                + "(?:/workspaces/[^/]+)?(?:/[^/]+){2}/(?:listSecrets|listValue|listKeys)",
            Pattern.CASE_INSENSITIVE);
    this.exchange = wire.keys(url -> actions.matcher(url.getPath()).matches());
    this.urls = urls;
  }

  /**
   * The texts of an answer, by property.
   *
   * @param path such as {@code namedValues/pay-key/listValue}
   * @throws ArmException if the service does not answer or says no
   */
  public Map<String, Secret> fetch(String path) {
    URI url = urls.of(path, Map.of());
    Request request =
        new Request(
            HttpMethod.POST, url, urls.shown(url), Optional.empty(), Optional.empty(), false);
    Reply reply = exchange.send(request);
    if (!reply.isSuccess()) {
      throw ArmException.refused(request, reply);
    }
    Map<String, Secret> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : reply.body().properties()) {
      if (entry.getValue().isTextual() && !entry.getValue().asText().isEmpty()) {
        found.put(entry.getKey(), new Secret(entry.getValue().asText()));
      }
    }
    return found;
  }
}
