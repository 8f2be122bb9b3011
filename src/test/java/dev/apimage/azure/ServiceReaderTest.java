package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.apimage.model.Address;
import dev.apimage.model.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service says in forms that the emulator does not use. */
class ServiceReaderTest {
  private static final String API =
      "{\"name\":\"a\",\"properties\":{\"displayName\":\"a\",\"path\":\"a\",\"apiRevision\":\"3\"}}";
  private static final String POLICY =
      "{\"properties\":{\"format\":\"rawxml\",\"value\":\"<policies />\"}}";

  private final Map<String, String> answers = new TreeMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("", "{}");
    answers.put("/apis", "{\"value\":[" + API + "]}");
    answers.put("/apis/a", API);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Every list that is not scripted is empty. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String below = path.substring(path.indexOf("/service/apim") + "/service/apim".length());
    boolean missing = below.endsWith("/policy") && !answers.containsKey(below);
    String body =
        missing
            ? "{\"error\":{\"code\":\"ResourceNotFound\"}}"
            : answers.getOrDefault(below, "{\"value\":[]}");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(missing ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Snapshot read() {
    Cloud cloud = Cloud.at("http://127.0.0.1:" + server.getAddress().getPort());
    ArmConnection connection =
        new ArmConnection(new Target("sub", "rg", "apim", cloud), ArmOptions.defaults());
    return ServiceReader.read(connection.reader(), 2).snapshot();
  }

  private void policies(String... ids) {
    StringBuilder items = new StringBuilder();
    for (String id : ids) {
      items.append(items.length() == 0 ? "" : ",");
      items.append("{\"properties\":{\"referencePolicyId\":\"").append(id).append("\"}}");
    }
    answers.put("/allPolicies", "{\"value\":[" + items + "]}");
  }

  @Test
  void aPolicyListedByTheNumberOfTheCurrentRevisionIsTheApis() {
    policies(ScriptedArm.SERVICE + "/apis/a;rev=3/policies/policy");
    answers.put("/apis/a/policies/policy", POLICY);
    answers.put("/apis/a;rev=3/policies/policy", POLICY);

    assertThat(read().resources().keySet())
        .containsExactly(Address.parse("apis/a"), Address.parse("apis/a/policy"));
  }

  @Test
  void aPolicyIsFoundWhateverTheLetterCaseOfItsPath() {
    policies(ScriptedArm.SERVICE + "/Apis/a/Policies/policy");
    answers.put("/apis/a/policies/policy", POLICY);

    assertThat(read().has(Address.parse("apis/a/policy"))).isTrue();
  }
}
