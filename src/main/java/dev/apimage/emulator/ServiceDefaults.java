package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a service adds to the resource that its owner sent: host names, addresses, protocol
 * settings, identities (REST reference, Api Management Service – Get).
 */
final class ServiceDefaults {
  private static final String PROTOCOLS = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";

  /** Protocols that are off unless somebody turns them on. */
  private static final List<String> OFF =
      List.of(
          PROTOCOLS + "Protocols.Tls10",
          PROTOCOLS + "Protocols.Tls11",
          PROTOCOLS + "Protocols.Ssl30",
          PROTOCOLS + "Ciphers.TripleDes168",
          PROTOCOLS + "Backend.Protocols.Tls10",
          PROTOCOLS + "Backend.Protocols.Tls11",
          PROTOCOLS + "Backend.Protocols.Ssl30",
          "Microsoft.WindowsAzure.ApiManagement.Gateway.Protocols.Server.Http2");

  /** A made-up tenant, as plainly invalid as it can be and still be a GUID. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  /** An address of the block that is reserved for documentation. */
  private static final String ADDRESS = "192.0.2.1";

  private ServiceDefaults() {}

  static void complete(String name, String sku, ObjectNode service) {
    ObjectNode properties = service.withObject("/properties");
    boolean consumption = sku.equalsIgnoreCase("Consumption");
    boolean classic = !consumption && !Store.lower(sku).endsWith("v2");
    properties
        .put("provisioningState", "Succeeded")
        .put("targetProvisioningState", "")
        .put("createdAtUtc", Keys.EPOCH)
        .put("gatewayUrl", "https://" + name + ".azure-api.net")
        .put("platformVersion", consumption ? "mtv1" : classic ? "stv2" : "stv2.1");
    Json.defaultTo(properties, "notificationSenderEmail", "apimgmt-noreply@mail.windowsazure.com");
    Json.defaultTo(properties, "virtualNetworkType", "None");
    Json.defaultTo(properties, "disableGateway", false);
    Json.defaultTo(properties, "enableClientCertificate", false);
    Json.defaultTo(properties, "natGatewayState", "Disabled");
    Json.defaultTo(properties, "publicNetworkAccess", "Enabled");
    Json.defaultTo(properties, "certificates", Json.array());
    Json.defaultTo(properties, "apiVersionConstraint", Json.object());
    if (classic) {
      addresses(name, properties);
    }
    hostNames(name, properties);
    protocols(properties);
    locations(name, properties);
    identities(service);
  }

  private static void addresses(String name, ObjectNode properties) {
    properties
        .put("gatewayRegionalUrl", "https://" + name + "-westus-01.regional.azure-api.net")
        .put("managementApiUrl", "https://" + name + ".management.azure-api.net")
        .put("portalUrl", "https://" + name + ".portal.azure-api.net")
        .put("developerPortalUrl", "https://" + name + ".developer.azure-api.net")
        .put("scmUrl", "https://" + name + ".scm.azure-api.net");
    properties.putArray("publicIPAddresses").add(ADDRESS);
    properties.putArray("outboundPublicIPAddresses").add(ADDRESS);
    if (Json.text(properties, "virtualNetworkType").equals("Internal")) {
      properties.putArray("privateIPAddresses").add("10.0.0.4");
    }
  }

  private static void hostNames(String name, ObjectNode properties) {
    ArrayNode hosts = properties.withArray("/hostnameConfigurations");
    boolean builtIn = true;
    for (JsonNode one : hosts) {
      ObjectNode host = (ObjectNode) one;
      builtIn &= !Json.text(host, "hostName").equals(name + ".azure-api.net");
      host.remove(List.of("encodedCertificate", "certificatePassword"));
      Json.defaultTo(host, "negotiateClientCertificate", false);
      Json.defaultTo(host, "defaultSslBinding", false);
      if (!host.has("certificate") && !Json.text(host, "certificateSource").equals("BuiltIn")) {
        certificate(host.putObject("certificate"), Json.text(host, "hostName"));
      }
      Json.defaultTo(host, "certificateSource", host.has("keyVaultId") ? "KeyVault" : "Custom");
    }
    if (builtIn) {
      ObjectNode own = hosts.insertObject(0);
      own.put("type", "Proxy")
          .put("hostName", name + ".azure-api.net")
          .put("negotiateClientCertificate", false)
          .put("defaultSslBinding", true)
          .put("certificateSource", "BuiltIn");
      certificate(own.putObject("certificate"), "*.azure-api.net");
    }
    for (JsonNode one : properties.path("certificates")) {
      ObjectNode holder = (ObjectNode) one;
      holder.remove(List.of("encodedCertificate", "certificatePassword"));
      if (!holder.has("certificate")) {
        certificate(holder.putObject("certificate"), "emulated");
      }
    }
  }

  private static void certificate(ObjectNode certificate, String subject) {
    certificate
        .put("expiry", "2036-01-01T00:00:00+00:00")
        .put("thumbprint", "0000000000000000000000000000000000000000")
        .put("subject", "CN=" + subject);
  }

  private static void protocols(ObjectNode properties) {
    ObjectNode custom = properties.withObject("/customProperties");
    OFF.forEach(protocol -> Json.defaultTo(custom, protocol, "False"));
  }

  private static void locations(String name, ObjectNode properties) {
    for (JsonNode one : properties.path("additionalLocations")) {
      ObjectNode location = (ObjectNode) one;
      String region = Store.lower(Json.text(location, "location").replace(" ", ""));
      location
          .put(
              "gatewayRegionalUrl", "https://" + name + "-" + region + "-01.regional.azure-api.net")
          .put("platformVersion", "stv2");
      location.putArray("publicIPAddresses").add(ADDRESS);
      Json.defaultTo(location, "disableGateway", false);
      if (Json.text(properties, "virtualNetworkType").equals("Internal")) {
        location.putArray("privateIPAddresses").add("10.0.1.4");
      }
    }
  }

  private static void identities(ObjectNode service) {
    if (!(service.path("identity") instanceof ObjectNode identity)) {
      return;
    }
    String type = Json.text(identity, "type");
    identity.put("tenantId", NOBODY);
    if (type.contains("SystemAssigned")) {
      identity.put("principalId", NOBODY);
    }
    for (JsonNode one : identity.path("userAssignedIdentities")) {
      ((ObjectNode) one).put("principalId", NOBODY).put("clientId", NOBODY);
    }
  }
}
