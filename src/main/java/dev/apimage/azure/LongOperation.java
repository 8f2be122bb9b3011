package dev.apimage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Code;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows an accepted write to its end. APIM has two forms: {@code 202} with a {@code Location}
 * that answers 202 until it answers with the outcome, and {@code 200} or {@code 201} with {@code
 * provisioningState: InProgress} and an {@code Azure-AsyncOperation} whose document has a status
 * (Resource Manager, "Track asynchronous Azure operations"). In both a validation error may be seen
 * only here.
 *
 * @param reads sends the polls
 * @param firstPause how long to wait before the second poll; doubled from then on
 */
record LongOperation(Exchange reads, ArmUrls urls, Waiter waiter, Duration firstPause) {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final String GOING_ON = "inprogress";
  private static final Set<String> DONE = Set.of("succeeded", "completed", "");
  private static final Set<String> FAILED = Set.of("failed", "canceled", "cancelled");

  /**
   * Waits for the end.
   *
   * @param request what was sent
   * @param first its successful answer
   * @throws ArmException if it ends badly, or not within 20 minutes
   */
  Written finish(Request request, Reply first) {
    Optional<URI> status = first.header(Reply.ASYNC_OPERATION).map(urls::follow);
    Optional<URI> location = first.header(HttpHeaderName.LOCATION).map(urls::follow);
    String state = resourceState(first);
    if (state.isEmpty() && status.isPresent()) {
      state = GOING_ON;
    }
    if (FAILED.contains(state)) {
      throw failure(request, first, location);
    }
    if (DONE.contains(state)) {
      return new Written(first.status(), first.etag());
    }
    if (status.isPresent()) {
      poll(request, first, status.get(), LongOperation::documentState, location);
      return new Written(first.status() == 202 ? 200 : first.status(), first.etag());
    }
    URI link = location.orElse(request.url());
    return poll(request, first, link, LongOperation::resourceState, Optional.empty())
        .map(last -> new Written(last.status(), last.etag()))
        .orElse(new Written(204, Optional.empty()));
  }

  /** The last answer; empty if it says that what was to be deleted is gone. */
  private Optional<Reply> poll(
      Request request,
      Reply first,
      URI link,
      Function<Reply, String> stateOf,
      Optional<URI> outcome) {
    long start = waiter.time().nanos();
    Duration pause = firstPause;
    Reply reply = first;
    while (true) {
      Duration wait = RetryAfter.in(reply, waiter.time().now()).orElse(pause);
      Duration since = Duration.ofNanos(waiter.time().nanos() - start);
      if (since.plus(wait).compareTo(LIMIT) > 0) {
        throw ArmException.without(
            Code.REQUEST_FAILED, request, "not ended after " + LIMIT.toMinutes() + " minutes", "");
      }
      waiter.progress().polling(request.toString(), since);
      waiter.pause(wait, "for " + request + " to end");
      reply = reads.send(Request.poll(link, request.shown()));
      if (reply.status() == 404 && request.method() == HttpMethod.DELETE) {
        return Optional.empty();
      }
      if (!reply.isSuccess()) {
        throw ArmException.refused(request, reply);
      }
      String state = stateOf.apply(reply);
      if (FAILED.contains(state)) {
        throw failure(request, reply, outcome);
      }
      if (DONE.contains(state)) {
        return Optional.of(reply);
      }
      pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  /** The state that a resource, or the place where it will be, tells of; empty if of none. */
  private static String resourceState(Reply reply) {
    String state = reply.body().path("properties").path("provisioningState").asText("");
    return reply.status() == 202 ? GOING_ON : state.toLowerCase(Locale.ROOT);
  }

  /** The state in an operation's document, where APIM has it below {@code properties}. */
  private static String documentState(Reply reply) {
    JsonNode body = reply.body();
    String state = body.path("properties").path("status").asText(body.path("status").asText(""));
    return state.isEmpty() && reply.status() == 202 ? GOING_ON : state.toLowerCase(Locale.ROOT);
  }

  /** The reason, which some operations tell only where their outcome would have been. */
  private ArmException failure(Request request, Reply reply, Optional<URI> outcome) {
    JsonNode properties = reply.body().path("properties");
    ArmError error = ArmError.of(properties.path("error").isObject() ? properties : reply.body());
    if (error.message().isEmpty() && outcome.isPresent()) {
      Reply told = reads.send(Request.poll(outcome.get(), request.shown()));
      if (!told.isSuccess()) {
        return ArmException.refused(request, told);
      }
    }
    return ArmException.failedLater(request, error, reply);
  }
}
