package dev.apimage.azure;

import com.azure.core.management.AzureEnvironment;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Azure Resource Manager is, and for whom the token is that it wants.
 *
 * @param endpoint {@code https://host[:port]}; {@code http} for a loopback host only
 * @param scope what is asked of the sign-in; not used on plain http, where nobody signs in
 * @param authority who issues tokens; empty to let {@code AZURE_AUTHORITY_HOST} or the default say
 */
public record Cloud(URI endpoint, String scope, Optional<String> authority) {
  static {
    // azure-core copies the system properties when the first of its classes is loaded.
    NetworkSettings.apply();
  }

  // By the text alone: a name that resolves to 127.0.0.1 today may lead elsewhere tomorrow.
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private static final String FORM = "It looks like https://host or https://host:port.";

  /** Azure's public cloud. */
  public static final Cloud PUBLIC = known(AzureEnvironment.AZURE);

  /** Azure operated by 21Vianet. */
  public static final Cloud CHINA = known(AzureEnvironment.AZURE_CHINA);

  /** Azure Government. */
  public static final Cloud US_GOVERNMENT = known(AzureEnvironment.AZURE_US_GOVERNMENT);

  public Cloud {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(authority, "authority");
    endpoint = checked(endpoint);
  }

  /**
   * A cloud by the name that {@code --cloud} takes: {@code public}, {@code china}, {@code usgov}.
   *
   * @throws ProblemException {@link Code#BAD_TARGET} for any other name
   */
  public static Cloud named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "public" -> PUBLIC;
      case "china" -> CHINA;
      case "usgov" -> US_GOVERNMENT;
      default -> throw refused("there is no cloud \"" + name + "\"", "Say public, china or usgov.");
    };
  }

  /**
   * Any other Resource Manager: an Azure Stack, a gateway before it, an emulator. The token asked
   * for is one for that very address, so that a token for Azure itself never goes there.
   *
   * @throws ProblemException {@link Code#BAD_TARGET} if it is no plain https address, or http to
   *     another host than this machine
   */
  public static Cloud at(String url) {
    try {
      URI endpoint = checked(new URI(url.strip()));
      return new Cloud(endpoint, endpoint + "/.default", Optional.empty());
    } catch (java.net.URISyntaxException e) {
      throw refused("the endpoint is not a URL", FORM);
    }
  }

  /** True for this machine, by the text of the host: an emulator or a tunnel. */
  public boolean isLoopback() {
    return isLoopback(endpoint);
  }

  /** True on plain http, where a fixed token stands for a sign-in. */
  public boolean isWithoutSignIn() {
    return "http".equals(endpoint.getScheme());
  }

  /** Scheme, host and port are this cloud's, with the scheme's usual port written or not. */
  boolean isSameOrigin(URI other) {
    return isSameOrigin(endpoint, other);
  }

  static boolean isSameOrigin(URI one, URI other) {
    return other.getUserInfo() == null
        && other.getHost() != null
        && one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
  }

  private static boolean isLoopback(URI endpoint) {
    return LOOPBACK.matcher(endpoint.getHost().toLowerCase(Locale.ROOT)).matches();
  }

  private static Cloud known(AzureEnvironment environment) {
    return new Cloud(
        URI.create(environment.getResourceManagerEndpoint()),
        // Two slashes where the audience ends in one: that is how Entra ID tells it from the scope.
        environment.getManagementEndpoint() + "/.default",
        Optional.of(environment.getActiveDirectoryEndpoint()));
  }

  private static URI checked(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw refused("the endpoint is not an https URL", FORM);
    }
    boolean bare =
        url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    if (!bare) {
      throw refused("the endpoint must be only scheme, host and port", FORM);
    }
    if (scheme.equals("http") && !isLoopback(url)) {
      throw refused(
          "plain http is allowed to this machine only, and " + url.getHost() + " is not",
          "Use https; 127.0.0.1, localhost and [::1] may be http.");
    }
    return URI.create(scheme + "://" + url.getRawAuthority());
  }

  private static ProblemException refused(String text, String advice) {
    return new ProblemException(Problem.error(Code.BAD_TARGET, text).advise(advice));
  }
}
