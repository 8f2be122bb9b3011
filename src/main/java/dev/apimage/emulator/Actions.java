package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** POSTs without a secret in them. */
final class Actions {
  private Actions() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    operations.put("PolicyFragment_ListReferences", Actions::references);
    operations.put("Backend_Reconnect", (place, call, template, verb) -> exists(place, 202));
    operations.put("UserConfirmationPassword_Send", (p, call, t, verb) -> exists(p, 204));
    operations.put("Gateway_InvalidateDebugCredentials", (p, call, t, verb) -> exists(p, 204));
    operations.put("NamedValue_RefreshSecret", Actions::refresh);
    operations.put("Certificate_RefreshSecret", Actions::refreshCertificate);
    operations.put("Notification_CreateOrUpdate", Actions::notification);
    operations.put(Extras.OPERATION_RESULT, (place, call, t, verb) -> Polling.status(place, call));
    return operations;
  }

  private static Answer exists(Place place, int status) {
    SecretActions.subject(place);
    return Answer.empty(status);
  }

  private static Answer references(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity fragment = SecretActions.subject(place);
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    for (String user : Usage.policies(place, PolicyReference.Type.FRAGMENT, fragment.name())) {
      value.addObject().put("id", place.root() + user).setAll(reference(user));
    }
    body.put("count", value.size()).put("nextLink", "");
    return Answer.json(200, body);
  }

  private static ObjectNode reference(String path) {
    StringBuilder type = new StringBuilder("Microsoft.ApiManagement/service");
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i += 2) {
      type.append('/').append(segments[i]);
    }
    return Json.object().put("type", type.toString()).put("name", segments[segments.length - 1]);
  }

  private static Answer refresh(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity value = SecretActions.subject(place);
    if (!value.properties().has("keyVault")) {
      throw Refusal.invalid("The named value is not kept in a Key Vault.");
    }
    return LongAnswers.accepted(place.at("namedValues", value.path()), call, 200, Optional.empty());
  }

  private static Answer refreshCertificate(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity certificate = SecretActions.subject(place);
    Behaviour behaviour = Behaviours.of("certificates");
    return Answer.json(
        200,
        Entities.show(
            place.at("certificates", certificate.path()),
            certificate,
            behaviour,
            Behaviour.Show.GET,
            call));
  }

  /** A notification has nothing to change: a PUT shows it. */
  private static Answer notification(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    return Entities.get(place, call);
  }
}
