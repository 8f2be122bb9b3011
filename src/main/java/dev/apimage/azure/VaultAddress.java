package dev.apimage.azure;

import com.azure.core.management.AzureEnvironment;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a Key Vault is: below its cloud's domain (Microsoft Learn, "Azure Key Vault keys, secrets,
 * and certificates overview", DNS suffixes), and on an emulator below {@code /keyvault/}.
 *
 * @param name the vault's name
 * @param url without a slash at the end
 * @param scope what is asked of the sign-in
 */
record VaultAddress(String name, URI url, String scope) {
  // Same page, vault name: 3 to 24 characters, a letter first.
  private static final Pattern NAME = Pattern.compile("[a-zA-Z](?:-?[a-zA-Z0-9]){2,23}");

  private static final Map<Cloud, AzureEnvironment> KNOWN =
      Map.of(
          Cloud.PUBLIC, AzureEnvironment.AZURE,
          Cloud.CHINA, AzureEnvironment.AZURE_CHINA,
          Cloud.US_GOVERNMENT, AzureEnvironment.AZURE_US_GOVERNMENT);

  /**
   * A vault of a cloud.
   *
   * @throws ProblemException {@link Code#VAULT} if the name cannot be one, or the cloud's vaults
   *     have no known domain
   */
  static VaultAddress of(Cloud cloud, String name) {
    if (name.length() > 24 || !NAME.matcher(name).matches()) {
      throw new ProblemException(
          Problem.error(Code.VAULT, "\"" + name + "\" cannot be a Key Vault's name")
              .advise("It has 3 to 24 letters, digits and single hyphens, a letter first."));
    }
    if (cloud.isLoopback()) {
      URI url = URI.create(cloud.endpoint() + "/keyvault/" + name);
      return new VaultAddress(name, url, cloud.scope());
    }
    String suffix =
        KNOWN.entrySet().stream()
            .filter(known -> isOf(known.getKey(), cloud))
            .map(known -> known.getValue().getKeyVaultDnsSuffix())
            .findFirst()
            .orElseThrow(() -> unknown(cloud));
    URI url = URI.create("https://" + name.toLowerCase(Locale.ROOT) + suffix);
    return new VaultAddress(name, url, "https://" + suffix.substring(1) + "/.default");
  }

  /** A cloud may also be reached at a region's own address. */
  private static boolean isOf(Cloud known, Cloud cloud) {
    String host = cloud.endpoint().getHost().toLowerCase(Locale.ROOT);
    String whole = known.endpoint().getHost();
    return host.equals(whole) || host.endsWith("." + whole);
  }

  private static ProblemException unknown(Cloud cloud) {
    return new ProblemException(
        Problem.error(
                Code.VAULT,
                "the domain of Key Vaults beside " + cloud.endpoint().getHost() + " is not known")
            .advise("Use --cloud, or take the secret from ${env:NAME} or ${file:path}."));
  }

  /** True for an address of the vault's secrets, where alone its token may go. */
  boolean holds(URI other) {
    String path = other.getPath() == null ? "" : other.getPath();
    String secrets = url.getPath() + "/secrets";
    return Cloud.isSameOrigin(url, other)
        && (path.equals(secrets) || path.startsWith(secrets + "/"))
        && !List.of(path.split("/", -1)).contains("..");
  }

  /** A path inside the vault as it is shown: {@code Key Vault kv-contoso, secrets/name}. */
  String shown(String path) {
    String inside = path.startsWith(url.getPath()) ? path.substring(url.getPath().length()) : path;
    return "Key Vault " + name + ", " + inside.replaceAll("^/|/$", "");
  }
}
