package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.List;

/**
 * What no API Management service lacks, in the form in which a service is read: the global policy.
 * The three built-in groups and the subscription for all APIs, which every service has as well, are
 * left out of every reading; the administrator is the only user.
 */
final class EmptyService {
  /** What a new service answers to {@code GET …/policies/policy}, but for its comment. */
  private static final String POLICY =
      "<policies><inbound /><backend><forward-request /></backend><outbound /></policies>";

  private EmptyService() {}

  static Snapshot snapshot() {
    ObjectNode policy =
        JsonNodeFactory.instance.objectNode().put("format", "rawxml").put("value", POLICY);
    return Snapshot.of(List.of(Resource.of(Address.parse("policy"), policy)));
  }

  static TargetFacts facts() {
    return TargetFacts.NONE;
  }
}
