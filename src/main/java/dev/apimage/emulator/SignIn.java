package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * As much of Azure's sign-in as the Azure CLI asks for before it sends a request to a cloud of its
 * user's: the cloud's endpoints, an authority of the AD FS kind (the CLI asks no other for a
 * service principal of an unknown cloud), and the subscriptions and tenants that somebody sees. A
 * token from here is unsigned and says so.
 */
final class SignIn {
  private static final String AUTHORITY = "adfs";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final long LIFETIME = 3600;

  private SignIn() {}

  /** What is answered to everybody. */
  static Handler open(String token, Handler next) {
    return call -> {
      List<String> path = call.segments();
      String last = path.isEmpty() ? "" : Store.lower(path.get(path.size() - 1));
      if (path.equals(List.of("metadata", "endpoints"))) {
        return endpoints(call);
      }
      if (path.isEmpty() || !path.get(0).equalsIgnoreCase(AUTHORITY)) {
        return next.answer(call);
      }
      return switch (last) {
        case "openid-configuration" -> configuration(call);
        case "token" -> call.method().equals("POST") ? issue(token, call) : next.answer(call);
        default -> next.answer(call);
      };
    };
  }

  /** What is answered to those who are signed in. */
  static Handler directory(Handler next) {
    return call -> {
      List<String> path = call.segments().stream().map(Store::lower).toList();
      if (!call.method().equals("GET")) {
        return next.answer(call);
      }
      if (path.equals(List.of("tenants"))) {
        return many(Json.object().put("id", "/tenants/" + AUTHORITY).put("tenantId", AUTHORITY));
      }
      if (path.equals(List.of("subscriptions"))) {
        return many(subscription(NOBODY));
      }
      return path.size() == 2 && path.get(0).equals("subscriptions")
          ? Answer.json(200, subscription(call.segments().get(1)))
          : next.answer(call);
    };
  }

  private static Answer many(ObjectNode one) {
    ObjectNode body = Json.object();
    body.putArray("value").add(one);
    return Answer.json(200, body);
  }

  private static ObjectNode subscription(String id) {
    return Json.object()
        .put("id", "/subscriptions/" + id)
        .put("subscriptionId", id)
        .put("tenantId", AUTHORITY)
        .put("displayName", "Emulated")
        .put("state", "Enabled");
  }

  private static Answer endpoints(Call call) {
    ObjectNode body = Json.object();
    body.put("name", "apimage emulator")
        .put("resourceManager", call.base())
        .put("galleryEndpoint", call.base() + "/")
        .put("graphEndpoint", call.base() + "/")
        .put("portalEndpoint", call.base() + "/");
    ObjectNode authentication = body.putObject("authentication");
    authentication
        .put("loginEndpoint", call.base() + "/" + AUTHORITY)
        .put("tenant", AUTHORITY)
        .put("identityProvider", "ADFS");
    authentication.putArray("audiences").add(call.base() + "/");
    return Answer.json(200, body);
  }

  private static Answer configuration(Call call) {
    String authority = call.base() + "/" + AUTHORITY;
    ObjectNode body = Json.object();
    body.put("issuer", authority)
        .put("authorization_endpoint", authority + "/oauth2/authorize")
        .put("token_endpoint", authority + "/oauth2/v2.0/token")
        .put("device_authorization_endpoint", authority + "/oauth2/devicecode")
        .put("jwks_uri", authority + "/discovery/keys");
    return Answer.json(200, body);
  }

  /** Any secret will do, unless one token is the only one: then it is the secret, too. */
  private static Answer issue(String token, Call call) {
    if (!token.isEmpty() && !token.equals(form(call.body(), "client_secret"))) {
      return Answer.json(
          401,
          Json.object()
              .put("error", "invalid_client")
              .put("error_description", "The client secret is not the token of --token."));
    }
    return Answer.json(
        200,
        Json.object()
            .put("token_type", "Bearer")
            .put("expires_in", LIFETIME)
            .put("access_token", token.isEmpty() ? unsigned(call) : token));
  }

  private static String form(String body, String name) {
    for (String pair : body.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static String unsigned(Call call) {
    ObjectNode claims =
        Json.object()
            .put("iss", call.base() + "/" + AUTHORITY)
            .put("aud", call.base() + "/")
            .put("tid", AUTHORITY)
            .put("oid", NOBODY)
            .put("appid", "emulated")
            .put("exp", System.currentTimeMillis() / 1000 + LIFETIME);
    return part(Json.object().put("alg", "none").put("typ", "JWT"))
        + "."
        + part(claims)
        + "."
        + "emulated";
  }

  private static String part(ObjectNode tree) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(tree).getBytes(StandardCharsets.UTF_8));
  }
}
