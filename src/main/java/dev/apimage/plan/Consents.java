package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import java.util.List;

/**
 * Connections of the credential manager for which a person has to consent: what somebody allowed on
 * one service no other knows (Microsoft Learn, "Configure credential providers").
 */
final class Consents {
  private Consents() {}

  /** A note for each connection that is new to the service or is sent again. */
  static List<Problem> notes(List<Change> changes) {
    return changes.stream()
        .filter(change -> change.action() != Action.DELETE)
        .filter(change -> Kind.require(change.address()) == Kind.AUTHORIZATION)
        .flatMap(change -> change.desired().stream())
        .filter(
            connection ->
                connection
                    .body()
                    .path("oauth2grantType")
                    .asText()
                    .equalsIgnoreCase("AuthorizationCode"))
        .map(
            connection ->
                Problem.note(
                        Code.CONSENT,
                        connection.address()
                            + " works only after somebody has consented on this service")
                    .advise(
                        "After the publish, log in to it in the portal, under Credential manager."))
        .toList();
  }
}
