package dev.apimage.emulator;

import java.util.HashMap;
import java.util.Map;

/**
 * GET of a policy document. A client that does not accept JSON gets the document itself (REST
 * reference, Policy – Get).
 */
final class PolicyAnswers {
  private PolicyAnswers() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    for (String name :
        new String[] {
          "Policy_Get",
          "ApiPolicy_Get",
          "ApiOperationPolicy_Get",
          "ProductPolicy_Get",
          "GraphQLApiResolverPolicy_Get"
        }) {
      operations.put(name, PolicyAnswers::get);
    }
    return operations;
  }

  private static Answer get(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    if (call.header("Accept").orElse("").contains("application/json")) {
      return Entities.get(place, call);
    }
    Entities.requireOwner(place);
    Entity policy = Entities.find(place, Behaviours.of(place.type()));
    String text = Json.text(policy.properties(), "value");
    boolean raw = "rawxml".equalsIgnoreCase(call.query().get("format"));
    return Answer.text(
            200,
            "application/vnd.ms-azure-apim.policy" + (raw ? ".raw" : "") + "+xml",
            raw ? text : PolicyStore.escaped(text))
        .with("ETag", policy.etag());
  }
}
