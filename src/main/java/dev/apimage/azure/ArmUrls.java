package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses of one service's resources, and which links that a server hands out may be
 * followed.
 */
final class ArmUrls {
  private static final String UNRESERVED = "-._~";
  // RFC 3986: what may stand in a URI, the percent sign of what is encoded already included.
  private static final String IN_URI = UNRESERVED + ":/?#[]@!$&'()*+,;=%";
  private static final Set<String> LOGGABLE = Set.of("api-version", "$top", "$skip", "format");

  private final Target target;
  private final String apiVersion;

  ArmUrls(Target target, String apiVersion) {
    this.target = target;
    this.apiVersion = apiVersion;
  }

  /**
   * The address of a resource.
   *
   * @param path relative to the service, in plain text: {@code apis/orders;rev=2/operations}; empty
   *     for the service itself
   * @param query in plain text; {@code api-version} is added
   * @throws ProblemException {@link Code#BAD_ADDRESS} for a segment that is empty, {@code .} or
   *     {@code ..}, which would lead elsewhere
   */
  URI of(String path, Map<String, String> query) {
    StringBuilder url = new StringBuilder(target.cloud().endpoint().toString());
    List<String> segments = new ArrayList<>(List.of(target.servicePath().substring(1).split("/")));
    if (!path.isEmpty()) {
      segments.addAll(List.of(path.split("/", -1)));
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new ProblemException(
            Problem.error(Code.BAD_ADDRESS, "\"" + path + "\" has a segment that is no name"));
      }
      url.append('/').append(encode(segment, UNRESERVED));
    }
    url.append("?api-version=")
        .append(encode(query.getOrDefault("api-version", apiVersion), UNRESERVED));
    query.forEach(
        (name, value) -> {
          if (!name.equals("api-version")) {
            url.append('&').append(encode(name, UNRESERVED + "$"));
            url.append('=').append(encode(value, UNRESERVED));
          }
        });
    return URI.create(url.toString());
  }

  /**
   * The address in a {@code nextLink}, {@code Location} or {@code Azure-AsyncOperation}. Since the
   * sign-in's token goes wherever a request goes, only Resource Manager itself will do.
   *
   * @throws ProblemException {@link Code#UNEXPECTED_ANSWER} for any other host
   */
  URI follow(String link) {
    URI uri;
    try {
      uri = target.cloud().endpoint().resolve(new URI(encode(link.strip(), IN_URI)));
    } catch (URISyntaxException e) {
      throw refused("Azure gave a link that is no URL");
    }
    if (uri.getHost() == null || !target.cloud().isSameOrigin(uri)) {
      throw refused(
          "Azure gave a link to \""
              + uri.getHost()
              + "\", which is not "
              + target.cloud().endpoint().getHost()
              + "; it was not followed");
    }
    return uri;
  }

  /** A path to show: relative to the service where it lies in it, never with a query. */
  String shown(URI url) {
    String path = url.getPath();
    String service = target.servicePath();
    if (path.regionMatches(true, 0, service, 0, service.length())) {
      return path.length() == service.length()
          ? "the service"
          : path.substring(service.length() + 1);
    }
    return path;
  }

  /** The part of a query that may stand in a log: links of long operations are signed. */
  static String loggable(URI url) {
    if (url.getRawQuery() == null) {
      return "";
    }
    return List.of(url.getRawQuery().split("&", -1)).stream()
        .map(pair -> pair.replaceFirst("(?i)^%24", "\\$"))
        .filter(pair -> LOGGABLE.contains(pair.split("=", 2)[0].toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text, String kept) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || kept.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  private static ProblemException refused(String text) {
    return new ProblemException(Problem.error(Code.UNEXPECTED_ANSWER, text));
  }
}
