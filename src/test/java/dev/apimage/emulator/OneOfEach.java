package dev.apimage.emulator;

import dev.apimage.emulator.Client.Got;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * One entity of every type that a client may create, with the least that the service asks for, in
 * an order in which all of them can be made.
 */
final class OneOfEach {
  private static final Map<String, String> ENTITIES = new LinkedHashMap<>();

  static {
    add("namedValues/n", "{'displayName':'n','value':'v'}");
    add("tags/t", "{'displayName':'T'}");
    add("groups/g", "{'displayName':'G'}");
    add("users/u", "{'firstName':'A','lastName':'B','email':'a@example.com'}");
    add("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    add("loggers/l", "{'loggerType':'azureMonitor'}");
    add("certificates/c", "{'data':'aHVzaA==','password':'p'}");
    add("schemas/s", "{'schemaType':'json','document':{'type':'object'}}");
    add("documentations/d", "{'title':'D','content':'d'}");
    add("backends/b", "{'url':'https://b.example.com','protocol':'http'}");
    add(
        "authorizationServers/s",
        "{'displayName':'S','clientRegistrationEndpoint':'https://x','authorizationEndpoint':"
            + "'https://x','grantTypes':['authorizationCode'],'clientId':'c'}");
    add(
        "openidConnectProviders/o",
        "{'displayName':'O','metadataEndpoint':'https://x','clientId':'c'}");
    add("identityProviders/google", "{'clientId':'c','clientSecret':'s'}");
    add("caches/default", "{'connectionString':'{{n}}','useFromLocation':'default'}");
    add("policyFragments/f", "{'value':'<fragment><a /></fragment>'}");
    add("products/p", "{'displayName':'P'}");
    add("apis/a", "{'displayName':'A','path':'a'}");
    add("apis/a/operations/o", "{'displayName':'O','method':'GET','urlTemplate':'/o'}");
    add(
        "apis/a/schemas/s",
        "{'contentType':'application/vnd.oai.openapi.components+json','document':"
            + "{'components':{'schemas':{}}}}");
    add("apis/a/releases/r", "{'apiId':'/apis/a'}");
    add("apis/a/diagnostics/azuremonitor", "{'loggerId':'/loggers/l'}");
    add("apis/a/tagDescriptions/t", "{'description':'d'}");
    add("apis/a/wikis/default", "{'documents':[{'documentationId':'d'}]}");
    add("apis/a/issues/i", "{'title':'I','description':'d','userId':'/users/u'}");
    add("apis/a/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    add("apis/a/operations/o/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    add("products/p/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    add("products/p/wikis/default", "{'documents':[{'documentationId':'d'}]}");
    add("policies/policy", "{'value':'<policies><inbound><base /></inbound></policies>'}");
    add("diagnostics/azuremonitor", "{'loggerId':'/loggers/l'}");
    add("subscriptions/s", "{'displayName':'S','scope':'/apis'}");
    add("gateways/g", "{'locationData':{'name':'x'}}");
    add(
        "gateways/g/hostnameConfigurations/h",
        "{'hostname':'h.example.com','certificateId':'/certificates/c'}");
    add("gateways/g/certificateAuthorities/c", "{'isTrusted':true}");
    add("policyRestrictions/r", "{'scope':'/apis/a','requireBase':'true'}");
    add("workspaces/w", "{'displayName':'W'}");
    add("workspaces/w/tags/t", "{'displayName':'T'}");
  }

  private OneOfEach() {}

  private static void add(String path, String properties) {
    ENTITIES.put(path, properties);
  }

  /** Path and properties of each. */
  static Stream<Arguments> all() {
    return ENTITIES.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  /** Makes those that come before one, then the one itself, to the end of its operation. */
  static Got make(Client client, String path) {
    for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
      Got made = client.put(entity.getKey(), entity.getValue());
      if (made.status() >= 300) {
        throw new IllegalStateException(entity.getKey() + ": " + made.raw().body());
      }
      if (made.header("Location").isPresent()) {
        client.finish(made);
      }
      if (entity.getKey().equals(path)) {
        return made;
      }
    }
    throw new IllegalArgumentException(path);
  }
}
