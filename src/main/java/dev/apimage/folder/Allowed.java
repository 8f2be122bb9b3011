package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Code;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Position;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code allow} in {@code apimage.yaml}: a place that looks like a secret and is none.
 *
 * @param key {@code apis/orders/policy#0a1b2c3d}, {@code backends/pay#url}, or a resource alone
 * @param reason why it is none, for those who review the folder
 * @param spot where the entry stands
 */
public record Allowed(KeyPattern key, String reason, Spot spot) {
  private static final String ADVICE =
      "Write - place: apis/orders/policy#0a1b2c3d and, below it, reason: why it is no secret.";

  static List<Allowed> read(SettingsReader in) {
    List<Allowed> all = new ArrayList<>();
    Position list = Position.ROOT.property("allow");
    JsonNode entries = list.in(in.tree());
    if (!entries.isArray() && list.isIn(in.tree())) {
      in.wrong(Code.BAD_ALLOWANCE, list, "\"allow\" must be a list.", ADVICE);
      return all;
    }
    for (int i = 0; i < entries.size(); i++) {
      entry(in, list.item(i)).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Allowed> entry(SettingsReader in, Position at) {
    JsonNode entry = at.in(in.tree());
    String reason = entry.path("reason").asText("").strip();
    if (!entry.isObject() || reason.isEmpty()) {
      in.wrong(Code.BAD_ALLOWANCE, at, "An allowed place needs a reason.", ADVICE);
    }
    if (!entry.isObject()) {
      return Optional.empty();
    }
    in.only(at, List.of("place", "reason"));
    Position place = at.property("place");
    if (!place.isIn(in.tree())) {
      in.wrong(Code.BAD_ALLOWANCE, at, "An allowed place must be named.", ADVICE);
      return Optional.empty();
    }
    return in.text(place)
        .flatMap(text -> in.address(place, text, KeyPattern::parse))
        .map(key -> new Allowed(key, reason, in.spot(at)));
  }
}
