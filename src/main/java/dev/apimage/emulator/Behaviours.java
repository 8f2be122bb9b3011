package dev.apimage.emulator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which behaviour a resource type has; the workspace twin of a type has the same. */
final class Behaviours {
  private static final Map<String, Behaviour> TYPES = new HashMap<>();
  private static final Behaviour POLICY = new PolicyBehaviour();

  static {
    add("apis", new ApiBehaviour());
    add("apis/operations", new OperationBehaviour());
    add("apis/schemas", new SchemaBehaviour());
    add("apis/releases", new ReleaseBehaviour());
    add("apis/tagDescriptions", new TagDescriptionBehaviour());
    add("products", new ProductBehaviour());
    add("subscriptions", new SubscriptionBehaviour());
    add("namedValues", new NamedValueBehaviour());
    add("backends", new BackendBehaviour());
    add("loggers", new LoggerBehaviour());
    add("workspaces", new WorkspaceBehaviour());
    add("groups", new GroupBehaviour());
    add("users", new UserBehaviour());
    add("tags", new TagBehaviour());
    add("apiVersionSets", new VersionSetBehaviour());
    add("policyFragments", new FragmentBehaviour());
    add("schemas", new GlobalSchemaBehaviour());
    add("certificates", new CertificateBehaviour());
    add("caches", new CacheBehaviour());
    add("gateways", new GatewayBehaviour());
    add("gateways/hostnameConfigurations", new GatewayBehaviour.HostnameConfiguration());
    add("gateways/certificateAuthorities", new GatewayBehaviour.CertificateAuthority());
    add("authorizationServers", new AuthorizationServerBehaviour("AuthorizationServer"));
    add("identityProviders", new IdentityProviderBehaviour());
    add("openidConnectProviders", new AuthorizationServerBehaviour("OpenIdConnectProvider"));
    add("authorizationProviders", new AuthorizationProviderBehaviour());
    add(
        "authorizationProviders/authorizations",
        new AuthorizationProviderBehaviour.Authorization());
    add("products/apiLinks", new LinkBehaviour("ProductApiLink", "apiId"));
    add("products/groupLinks", new LinkBehaviour("ProductGroupLink", "groupId"));
    add("tags/apiLinks", new LinkBehaviour("TagApiLink", "apiId"));
    add("tags/operationLinks", new LinkBehaviour("TagOperationLink", "operationId"));
    add("tags/productLinks", new LinkBehaviour("TagProductLink", "productId"));
    add("portalsettings", new PortalSettingsBehaviour());
    add("portalconfigs", new SingletonBehaviour("PortalConfig"));
    add("notifications", new NotificationBehaviour());
    add("tenant", new SingletonBehaviour("AccessInformation", "primaryKey", "secondaryKey"));
    add("templates", new SingletonBehaviour.Template());
  }

  private Behaviours() {}

  private static void add(String type, Behaviour behaviour) {
    TYPES.put(type.toLowerCase(Locale.ROOT), behaviour);
  }

  /** The behaviour of a type below the service, or of a type's last segment. */
  static Behaviour of(String type) {
    String key = type.toLowerCase(Locale.ROOT);
    String last = key.substring(key.lastIndexOf('/') + 1);
    if (last.equals("policies")) {
      return POLICY;
    }
    if (last.equals("diagnostics")) {
      return DIAGNOSTIC;
    }
    Behaviour behaviour = TYPES.get(key);
    return behaviour == null ? new Behaviour(singular(type)) : behaviour;
  }

  private static final Behaviour DIAGNOSTIC = new DiagnosticBehaviour();

  /** What the service calls the entity at a path. */
  static String nameOf(String path) {
    String collection = Store.parent(path);
    String last = collection.substring(collection.lastIndexOf('/') + 1);
    return of(last.equals("operations") ? "apis/operations" : last).internalName();
  }

  private static String singular(String type) {
    String last = type.substring(type.lastIndexOf('/') + 1);
    String one = last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
    return one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1);
  }
}
