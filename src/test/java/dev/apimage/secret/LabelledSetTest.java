package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How well secrets are told from look-alikes, on a set that is labelled by hand. Misses leak and
 * false alarms are a nuisance, so both have a floor. No value in the set is a key: what has to look
 * random is made here, always the same.
 */
class LabelledSetTest {
  private static final double FLOOR = 0.95;
  private static final Pattern MADE = Pattern.compile("%(?:([RHBUD])(\\d+)|(JWT|PEM|GUID))%");
  private static final Pattern MARK = Pattern.compile("\\[\\[(.*?)]](?!])", Pattern.DOTALL);

  private final Random random = new Random(20261121);

  /**
   * A case.
   *
   * @param text without marks
   * @param secrets what must be taken out, each once
   */
  private record Case(int line, boolean secret, String where, String text, List<String> secrets) {
    TextSecrets found() {
      return switch (where) {
        case "policy" -> TextSecrets.inPolicy("<policies>" + text + "</policies>");
        case "text" -> TextSecrets.in(text);
        default -> TextSecrets.inValue(text, where, "value", new HashMap<>(), id -> false);
      };
    }
  }

  private List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (String line : read().split("\n", -1)) {
      number++;
      if (line.startsWith("+ ") || line.startsWith("- ")) {
        String[] parts = line.split(" ", 3);
        String marked = made(parts[2].replace("\\n", "\n"));
        List<String> secrets = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        while (mark.find()) {
          secrets.add(mark.group(1));
        }
        String text = mark.replaceAll("$1");
        assertThat(!secrets.isEmpty())
            .as("line %d is marked", number)
            .isEqualTo(line.startsWith("+"));
        cases.add(new Case(number, parts[0].equals("+"), parts[1], text, secrets));
      }
    }
    return cases;
  }

  private static String read() throws IOException {
    try (InputStream in = LabelledSetTest.class.getResourceAsStream("labelled.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String made(String text) {
    return MADE.matcher(text)
        .replaceAll(
            m -> {
              String value =
                  m.group(3) == null ? rolled(m.group(1), m.group(2)) : whole(m.group(3));
              return Matcher.quoteReplacement(value);
            });
  }

  private String rolled(String alphabet, String length) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    String from =
        switch (alphabet) {
          case "H" -> "0123456789abcdef";
          case "U" -> letters + "234567";
          case "D" -> "0123456789";
          default -> letters + letters.toLowerCase(java.util.Locale.ROOT) + "0123456789";
        };
    StringBuilder out = new StringBuilder();
    int count = Integer.parseInt(length);
    for (int i = 0; i < count; i++) {
      // A digit in each, as chance would have it in nearly all.
      out.append(i == 2 ? '7' : from.charAt(random.nextInt(from.length())));
    }
    if (alphabet.equals("B") && count > 10) {
      out.setCharAt(5, '/');
      out.setCharAt(8, '+');
    }
    return out.toString();
  }

  private String whole(String name) {
    return switch (name) {
      case "GUID" ->
          rolled("H", "8")
              + "-"
              + rolled("H", "4")
              + "-4"
              + rolled("H", "3")
              + "-a"
              + rolled("H", "3")
              + "-"
              + rolled("H", "12");
      case "JWT" ->
          base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
              + "."
              + base64("{\"sub\":\"" + rolled("R", "12") + "\",\"aud\":\"contoso\"}")
              + "."
              + rolled("R", "86");
      default ->
          "-----BEGIN RSA PRIVATE KEY-----\n[["
              + rolled("B", "64")
              + "\n"
              + rolled("B", "40")
              + "]]\n-----END RSA PRIVATE KEY-----";
    };
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void secretsAreToldFromTheirLookAlikes() throws IOException {
    List<Case> cases = cases();
    int found = 0;
    int missed = 0;
    int falseAlarms = 0;
    List<String> wrong = new ArrayList<>();
    for (Case each : cases) {
      TextSecrets secrets = each.found();
      List<String> values = secrets.literals().stream().map(TextSecrets.Literal::value).toList();
      boolean all = each.secrets().stream().noneMatch(s -> secrets.withHoles().contains(s));
      boolean other = values.stream().anyMatch(v -> !each.secrets().contains(v));
      if (each.secret() && all) {
        found++;
      } else if (each.secret()) {
        missed++;
        wrong.add("missed, line " + each.line());
      }
      if (other) {
        falseAlarms++;
        wrong.add("false alarm, line " + each.line() + ", took " + values);
      }
    }
    double recall = (double) found / (found + missed);
    double precision = (double) found / (found + falseAlarms);
    System.out.printf(
        "secrets in texts: %d cases, %d of them secret; precision %.3f, recall %.3f; wrong: %s%n",
        cases.size(), found + missed, precision, recall, wrong);
    assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
    assertThat(cases.stream().filter(c -> !c.secret()).count())
        .isGreaterThanOrEqualTo(cases.size() / 2);
    assertThat(recall).as("recall: %s", wrong).isGreaterThanOrEqualTo(FLOOR);
    assertThat(precision).as("precision: %s", wrong).isGreaterThanOrEqualTo(FLOOR);
  }

  @Test
  void nothingButTheSecretChanges() throws IOException {
    for (Case each : cases()) {
      TextSecrets secrets = each.found();
      String text =
          each.where().equals("policy") ? "<policies>" + each.text() + "</policies>" : each.text();
      java.util.Map<String, String> values = new HashMap<>();
      secrets.literals().forEach(l -> values.put(l.id(), l.value()));
      assertThat(Tokens.fill(secrets.withHoles(), values::get)).isEqualTo(text);
    }
  }
}
