package dev.apimage.azure;

/**
 * The JDK's own switches for the network, which can only be set as system properties and only
 * before the first connection. What the user set with {@code -D} stays.
 */
public final class NetworkSettings {
  private NetworkSettings() {}

  /** Sets them; to be called before any class of azure-core is used, and harmless to call again. */
  public static void apply() {
    // azure-core reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY only if this is true.
    set("java.net.useSystemProxies", "true");
    // azure-core sets Content-Length itself; refused, it warns on each request.
    set("jdk.httpclient.allowRestrictedHeaders", "content-length");
    // Azure's load balancers drop idle connections after 4 minutes, JDK 17 keeps them for 20.
    set("jdk.httpclient.keepalive.timeout", "30");
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
