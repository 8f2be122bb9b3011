package dev.apimage.cli;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The options of curl that the documents use. */
final class Curl {
  private Curl() {}

  static void run(List<String> words, Writer screen) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    String method = "GET";
    String body = "";
    String format = "";
    boolean quiet = false;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-s" -> {}
        case "-X" -> method = words.get(++i);
        case "-d" -> body = words.get(++i);
        case "-w" -> format = words.get(++i);
        case "-o" -> quiet = words.get(++i).equals("/dev/null");
        case "-H" -> {
          String[] header = words.get(++i).split(": ", 2);
          request.header(header[0], header[1]);
        }
        default -> request.uri(URI.create(words.get(i)));
      }
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    screen.write(quiet ? "" : answer.body() + "\n");
    screen.write(format.replace("%{http_code}", "" + answer.statusCode()).replace("\\n", "\n"));
  }
}
