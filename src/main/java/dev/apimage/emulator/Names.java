package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Refusal.Detail;
import java.util.ArrayList;
import java.util.List;

/** Checks the names in a path against the length and pattern that the contract gives them. */
final class Names {
  /** The pattern of an API's name; {@code ;rev=n} is allowed beside it. */
  private static final int LONGEST_ROOT = 80;

  private Names() {}

  static void check(Place place, Call call, Contract.Template template) {
    List<Detail> wrong = new ArrayList<>();
    for (int i = Place.SERVICE_SEGMENTS; i < template.segments().size(); i++) {
      String declared = template.segments().get(i);
      if (!declared.startsWith("{")) {
        continue;
      }
      String parameter = declared.substring(1, declared.length() - 1);
      JsonNode limits = template.limits().path(parameter);
      String name = call.segments().get(i);
      if (limits.has("enum") && !Shapes.among(limits.path("enum"), name)) {
        throw unknown(place, parameter);
      }
      Contract.get().shapes().length(limits, name, parameter, wrong);
      if (parameter.equals("apiId") && Revisions.root(name).length() > LONGEST_ROOT) {
        wrong.add(new Detail(parameter, "'apiId' must be between 1 and 80 characters."));
      }
    }
    if (!wrong.isEmpty()) {
      throw Refusal.fields(wrong);
    }
  }

  /** A policy that is not called "policy" gets an empty message; anything else is not found. */
  private static Refusal unknown(Place place, String parameter) {
    if (parameter.equals("policyId")) {
      return new Refusal(400, "BadRequest", "");
    }
    String type = place.type().substring(place.type().lastIndexOf('/') + 1);
    return Refusal.missing(Behaviours.of(type).internalName());
  }
}
