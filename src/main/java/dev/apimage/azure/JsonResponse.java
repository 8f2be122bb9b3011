package dev.apimage.azure;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A {@link Reply} in the SDK's form. */
final class JsonResponse extends HttpResponse {
  private final Reply reply;
  private final byte[] bytes;

  JsonResponse(HttpRequest request, Reply reply) {
    super(request);
    this.reply = reply;
    this.bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int getStatusCode() {
    return reply.status();
  }

  @Deprecated
  @Override
  public String getHeaderValue(String name) {
    return reply.headers().getValue(com.azure.core.http.HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return reply.headers();
  }

  @Override
  public BinaryData getBodyAsBinaryData() {
    return BinaryData.fromBytes(bytes);
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(ByteBuffer.wrap(bytes));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(bytes);
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.fromSupplier(() -> new String(bytes, charset));
  }
}
