package dev.apimage.azure;

import com.azure.core.exception.ClientAuthenticationException;
import dev.apimage.model.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * What it means when there is no answer. The HTTP client wraps the cause once or several times, in
 * ways that differ between its versions, so it is looked for by type.
 */
final class Failures {
  private Failures() {}

  /** What a failure to get an answer means: an IOException if another try may help. */
  static IOException translate(Request request, RuntimeException failure) {
    if (Thread.currentThread().isInterrupted() || has(failure, InterruptedException.class)) {
      Thread.currentThread().interrupt();
      throw Waiter.interrupted();
    }
    if (has(failure, ClientAuthenticationException.class)) {
      throw ArmException.without(
          Code.NO_SIGN_IN,
          request,
          ArmError.clean("no credential could be had: " + reason(failure)),
          "Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a client secret,"
              + " certificate or federated token; AZURE_TOKEN_CREDENTIALS narrows what is tried.");
    }
    if (has(failure, UnknownHostException.class)
        || has(failure, UnresolvedAddressException.class)) {
      throw unreachable(request, "there is no host of that name");
    }
    if (has(failure, ConnectException.class)) {
      throw unreachable(request, "nothing accepts connections there");
    }
    if (has(failure, SSLHandshakeException.class)) {
      throw unreachable(request, "its certificate is not trusted");
    }
    if (has(failure, HttpTimeoutException.class) || has(failure, TimeoutException.class)) {
      return new IOException("no answer in time", failure);
    }
    if (has(failure, IOException.class)) {
      return new IOException("the connection broke", failure);
    }
    throw failure;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** What the sign-in says of itself; azure-identity takes tokens and secrets out of it. */
  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (!(at instanceof ClientAuthenticationException)) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private static ArmException unreachable(Request request, String why) {
    return ArmException.without(
        Code.UNREACHABLE,
        request,
        request.url().getAuthority() + " cannot be reached: " + why,
        "Check the endpoint and, behind a proxy, HTTPS_PROXY and NO_PROXY.");
  }
}
