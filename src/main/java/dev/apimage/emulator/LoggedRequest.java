package dev.apimage.emulator;

/**
 * One request that an emulator answered; never a body, never a secret.
 *
 * @param method the HTTP verb
 * @param path the path as it was sent
 * @param query the query as it was sent, with every value masked that could be a secret
 * @param status the status of the answer
 * @param ms how long the answer took, in milliseconds
 * @param requestBytes length of the request's body
 * @param responseBytes length of the answer's body
 * @param userAgent who asked; empty if nobody said
 */
public record LoggedRequest(
    String method,
    String path,
    String query,
    int status,
    long ms,
    long requestBytes,
    long responseBytes,
    String userAgent) {}
