package dev.apimage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.secret.Allowance;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads one service. Can send GET and HEAD to Resource Manager and nothing else. Paths are relative
 * to the service and in plain text: {@code apis/orders;rev=2/operations}. Thread-safe.
 */
public final class ArmReader {
  private final Exchange exchange;
  private final ArmUrls urls;
  private final Allowance allowance;

  ArmReader(Exchange exchange, ArmUrls urls, Allowance allowance) {
    this.exchange = exchange;
    this.urls = urls;
    this.allowance = allowance;
  }

  /** What stays in clear of that which is read. */
  public Allowance allowance() {
    return allowance;
  }

  /**
   * Reads what has to be there.
   *
   * @param path empty for the service itself
   * @param query such as {@code format=rawxml}; {@code api-version} is added
   * @throws ArmException if the service does not answer or says no, a missing resource included
   */
  public Answer get(String path, Map<String, String> query) {
    Request request = request(urls.of(path, query));
    return answer(accepted(request, exchange.send(request)));
  }

  /**
   * Reads what may be missing.
   *
   * @return empty if there is no such resource
   * @throws ArmException if the service does not answer, says no, or does not exist itself
   */
  public Optional<Answer> find(String path, Map<String, String> query) {
    Request request = request(urls.of(path, query));
    Reply reply = exchange.send(request);
    if (reply.status() == 404 && !ArmError.of(reply.body()).isServiceMissing()) {
      return Optional.empty();
    }
    return Optional.of(answer(accepted(request, reply)));
  }

  /**
   * Reads a collection page by page, each page when it is needed: the failures named here come
   * while the stream is used. The first page is asked for by this call.
   *
   * @return the resources with their envelopes, in the service's order
   * @throws ArmException if the service does not answer, says no, or answers something else than a
   *     collection
   * @throws dev.apimage.model.ProblemException {@link Code#UNEXPECTED_ANSWER} if a page's link
   *     leads to another host
   */
  public Stream<ObjectNode> list(String path, Map<String, String> query) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Pages(urls.of(path, query)), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private Request request(URI url) {
    return Request.get(url, urls.shown(url));
  }

  private static Answer answer(Reply reply) {
    return new Answer(reply.body(), reply.etag());
  }

  private static Reply accepted(Request request, Reply reply) {
    if (!reply.isSuccess()) {
      throw ArmException.refused(request, reply);
    }
    return reply;
  }

  /** The items of all pages. */
  private final class Pages implements Iterator<ObjectNode> {
    private final Deque<ObjectNode> page = new ArrayDeque<>();
    private final Set<URI> seen = new HashSet<>();
    private Optional<URI> next;

    Pages(URI first) {
      next = Optional.of(first);
      turn();
    }

    @Override
    public boolean hasNext() {
      while (page.isEmpty() && next.isPresent()) {
        turn();
      }
      return !page.isEmpty();
    }

    @Override
    public ObjectNode next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.remove();
    }

    private void turn() {
      Request request = request(next.orElseThrow());
      if (!seen.add(request.url())) {
        throw unexpected(request, "the pages of the list lead in a circle");
      }
      JsonNode body = accepted(request, exchange.send(request)).body();
      if (!body.path("value").isArray()) {
        throw unexpected(request, "the answer is not a list");
      }
      for (JsonNode item : body.path("value")) {
        if (!(item instanceof ObjectNode resource)) {
          throw unexpected(request, "the list holds something that is not a resource");
        }
        page.add(resource);
      }
      // Absent, null or empty on the last page.
      String link = body.path("nextLink").asText("");
      next =
          body.path("nextLink").isNull() || link.isBlank()
              ? Optional.empty()
              : Optional.of(urls.follow(link));
    }

    private static ArmException unexpected(Request request, String why) {
      return ArmException.without(Code.UNEXPECTED_ANSWER, request, why, "");
    }
  }
}
