package dev.apimage.emulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blobs that links of exports point at: on another port than the management API, as Azure has
 * them on another host, and for those who have the signature. A token sent along is refused, as by
 * Azure Storage: who sends one would hand it to whoever the link belongs to. Thread-safe.
 */
final class Storage {
  private static final String CONTAINER = "api-export";
  private static final String SIGNATURE = "sig";

  private final String base;
  private final Map<String, Blob> blobs;

  /** A document and what a link to it must carry. */
  private record Blob(String content, String mediaType, String signature) {
    @Override
    public String toString() {
      return "Blob[" + mediaType + "]";
    }
  }

  /** The latest documents; a link is short-lived. */
  private static final class Recent extends LinkedHashMap<String, Blob> {
    private static final long serialVersionUID = 1L;
    private static final int SIZE = 200;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Blob> eldest) {
      return size() > SIZE;
    }
  }

  private Storage(String base, Map<String, Blob> blobs) {
    this.base = base;
    this.blobs = blobs;
  }

  /** An empty one. */
  Storage() {
    this("", Collections.synchronizedMap(new Recent()));
  }

  /** The same blobs as a client sees them, at scheme, host and port of its own. */
  Storage at(String address) {
    return new Storage(address, blobs);
  }

  /** Keeps a document for a while; the answer is its address with the signature. */
  String keep(String title, ExportFormat format, String document) {
    String id = Keys.hex24();
    String signature = Keys.hex32();
    blobs.put(id, new Blob(document, format.mediaType(), signature));
    String name = URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
    return String.join("/", base, CONTAINER, id, name + "." + format.ending())
        + "?sv=2024-05-04&sr=b&sp=r&"
        + SIGNATURE
        + "="
        + signature;
  }

  /** The document at an address that {@link #keep} gave. */
  Optional<String> read(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!address.startsWith(base + "/")) {
      return Optional.empty();
    }
    Call call = Call.of("GET", base, this, uri.getRawPath(), uri.getRawQuery(), Map.of(), "");
    Answer answer = blobs(other -> missing()).answer(call);
    return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  /** Answers requests for blobs and leaves all others to the next. */
  Handler blobs(Handler next) {
    return call -> {
      List<String> segments = call.segments();
      return segments.size() == 3 && segments.get(0).equals(CONTAINER)
          ? blob(call, Optional.ofNullable(blobs.get(segments.get(1))))
          : next.answer(call);
    };
  }

  /** Answers requests for blobs alone. */
  Handler blobs() {
    return blobs(call -> missing());
  }

  private static Answer blob(Call call, Optional<Blob> blob) {
    if (call.header("Authorization").isPresent()) {
      return error(
          403,
          "AuthenticationFailed",
          "Server failed to authenticate the request. Make sure the value of Authorization header"
              + " is formed correctly including the signature.");
    }
    Optional<String> signature = call.parameter(SIGNATURE);
    if (signature.isEmpty() || blob.isEmpty()) {
      return missing();
    }
    if (!same(signature.get(), blob.get().signature())) {
      return error(403, "AuthenticationFailed", "Signature did not match.");
    }
    return call.method().equals("GET") || call.method().equals("HEAD")
        ? Answer.text(200, blob.get().mediaType(), blob.get().content())
        : error(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer missing() {
    return error(404, "ResourceNotFound", "The specified resource does not exist.");
  }

  private static Answer error(int status, String code, String message) {
    return Answer.text(
        status,
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error>");
  }
}
