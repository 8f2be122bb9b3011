package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client: a status, headers and a body, which may be empty.
 *
 * @param cut whether the connection breaks in the middle of the body
 */
record Answer(int status, Map<String, String> headers, String body, boolean cut) {
  Answer(int status, Map<String, String> headers, String body) {
    this(status, headers, body, false);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer json(int status, JsonNode body) {
    return json(status, Json.write(body));
  }

  /** An answer whose JSON is written already. */
  static Answer json(int status, String body) {
    return text(status, "application/json", body);
  }

  static Answer text(int status, String type, String body) {
    return new Answer(status, Map.of("Content-Type", type + "; charset=utf-8"), body);
  }

  static Answer of(Refusal refusal) {
    return json(refusal.status(), refusal.body());
  }

  /** No answer at all: the connection is closed. */
  static Answer dropped() {
    return empty(0);
  }

  /** The same answer with one more header. */
  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, cut);
  }

  /** The same answer, broken off in the middle of its body; whole if there is none. */
  Answer cutShort() {
    return new Answer(status, headers, body, true);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
