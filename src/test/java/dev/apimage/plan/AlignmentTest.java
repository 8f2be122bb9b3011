package dev.apimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Which literal of the target goes into which placeholder of the folder. */
class AlignmentTest {
  private static final Address POLICY = Address.parse("apis/a/policy");

  /**
   * A piece of a policy's inbound section.
   *
   * @param name none is there twice
   * @param form 0 plain, 1 a header of its own name, 2 a branch with the same header as others, 3 a
   *     string in an expression
   * @param secret its literal or placeholder; empty in plain pieces
   */
  private record Piece(String name, int form, String text, String secret) {
    String written() {
      return switch (form) {
        case 0 -> "<set-variable name=\"" + name + "\" value=\"" + text + "\" />\n";
        case 1 ->
            "<set-header name=\"X-"
                + name
                + "-Api-Key\" exists-action=\""
                + text
                + "\"><value>"
                + secret
                + "</value></set-header>\n";
        case 2 ->
            "<choose><when condition=\"@(context.Api.Id == \""
                + name
                + "\")\"><trace source=\""
                + text
                + "\"/><set-header name=\"Authorization\"><value>Bearer "
                + secret
                + "</value></set-header></when></choose>\n";
        default ->
            "<set-body>@{ var "
                + name
                + " = \""
                + text
                + "\"; var apiKey = \""
                + secret
                + "\"; return "
                + name
                + "; }</set-body>\n";
      };
    }

    Piece with(String other) {
      return new Piece(name, form, text, other);
    }
  }

  private static String written(List<Piece> pieces) {
    StringBuilder text = new StringBuilder("<policies><inbound><base />\n");
    pieces.forEach(piece -> text.append(piece.written()));
    return text.append("</inbound></policies>").toString();
  }

  private static Resource service(String policy) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode().put("value", policy);
    Withheld withheld = Withholding.of(POLICY, raw, Allowance.NONE);
    return Resource.of(POLICY, withheld.body()).withSecrets(withheld.secrets());
  }

  private static Resource folder(String policy) {
    return Resource.of(POLICY, JsonNodeFactory.instance.objectNode().put("value", policy));
  }

  private static Map<String, String> values(Resource folder, Resource service) {
    Map<String, String> values = new TreeMap<>();
    Resource aligned = Alignment.of(folder, service);
    Set<String> here = new HashSet<>(Tokens.ids(aligned.body().path("value").asText()));
    aligned.secrets().forEach((id, secret) -> values.put(id, secret.reveal()));
    assertThat(here).as("each literal has its placeholder").isEqualTo(values.keySet());
    return values;
  }

  private final Random random = new Random(1);

  private Piece piece(int number, int form) {
    String secret = "s" + number + "K" + (100000 + random.nextInt(900000)) + "xQ7pWm20vT5n";
    return new Piece("n" + number, form, "t" + number, form == 0 ? "" : secret);
  }

  /** The pieces as an extract has them, each with the placeholder of its literal. */
  private static List<Piece> extracted(List<Piece> pieces) {
    Resource service = service(written(pieces));
    Map<String, String> ids = new TreeMap<>();
    service.secrets().forEach((id, secret) -> ids.put(secret.reveal(), id));
    List<Piece> holes = new ArrayList<>();
    for (Piece piece : pieces) {
      assertThat(piece.form() == 0 || ids.containsKey(piece.secret())).isTrue();
      holes.add(piece.form() == 0 ? piece : piece.with(Tokens.of(ids.get(piece.secret()))));
    }
    return holes;
  }

  /** Changes neighbours only; moved pieces keep the order of those with secrets. */
  private void editNeighbours(List<Piece> pieces) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(pieces.size() + 1);
      int what = random.nextInt(3);
      if (what == 0) {
        pieces.add(at, piece(1000 + random.nextInt(9000), 0));
      } else if (at < pieces.size() && pieces.get(at).form() == 0) {
        Piece plain = pieces.remove(at);
        if (what == 1) {
          pieces.add(random.nextInt(pieces.size() + 1), plain);
        }
      } else if (at < pieces.size()) {
        Piece old = pieces.get(at);
        pieces.set(at, new Piece(old.name(), old.form(), old.text() + "x", old.secret()));
      }
    }
  }

  private List<Piece> some() {
    List<Piece> pieces = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      // Strings of two bodies cannot be told from each other once their statements change.
      int form = random.nextInt(4);
      boolean second = form == 3 && pieces.stream().anyMatch(p -> p.form() == 3);
      pieces.add(piece(i, second ? 2 : form));
    }
    return pieces;
  }

  private static String id(Piece piece) {
    return Tokens.ids(piece.secret()).get(0);
  }

  @Property(tries = 500, seed = "20261121")
  void aMovedOrEditedNeighbourCostsNoSecret(@ForAll long seed) {
    random.setSeed(seed);
    List<Piece> before = some();
    List<Piece> folder = new ArrayList<>(extracted(before));
    List<Piece> service = new ArrayList<>(before);
    editNeighbours(folder);
    editNeighbours(service);
    Map<String, String> values = values(folder(written(folder)), service(written(service)));
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).form() != 0) {
        String id = id(extracted(before).get(i));
        assertThat(values).as(written(service)).containsEntry(id, before.get(i).secret());
      }
    }
  }

  @Property(tries = 500, seed = "20261121")
  void noPlaceholderGetsTheLiteralOfAnother(@ForAll long seed) {
    random.setSeed(seed);
    List<Piece> before = some();
    List<Piece> folder = new ArrayList<>(extracted(before));
    List<Piece> service = new ArrayList<>(before);
    List<Piece> changed = random.nextBoolean() ? folder : service;
    boolean adds = random.nextBoolean();
    for (int i = random.nextInt(3); i >= 0 && !changed.isEmpty(); i--) {
      if (adds && changed == service) {
        service.add(random.nextInt(service.size() + 1), piece(100 + i, 1 + random.nextInt(2)));
      } else if (adds) {
        String made = Tokens.of(String.format("%08x", random.nextInt()));
        Piece added = piece(100 + i, 1 + random.nextInt(2)).with(made);
        folder.add(random.nextInt(folder.size() + 1), added);
      } else {
        changed.remove(random.nextInt(changed.size()));
      }
    }
    if (random.nextBoolean()) {
      java.util.Collections.shuffle(random.nextBoolean() ? folder : service, random);
    }
    editNeighbours(folder);
    Map<String, String> values = values(folder(written(folder)), service(written(service)));
    Map<String, String> own = new TreeMap<>();
    List<Piece> holes = extracted(before);
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).form() != 0) {
        own.put(id(holes.get(i)), before.get(i).secret());
      }
    }
    for (Piece piece : folder) {
      if (piece.form() != 0 && values.containsKey(id(piece))) {
        assertThat(values.get(id(piece)))
            .as("%s%n%s", written(folder), written(service))
            .isEqualTo(own.get(id(piece)));
      }
    }
  }

  @Test
  void aPlaceholderWhoseTextChangedInTheFolderFindsItsLiteralAfterThePublish() {
    String folder =
        "<policies><backend><set-header name=\"x-api-key\"><value>${secret:0a1b2c3d}</value>"
            + "</set-header></backend></policies>";
    Resource service = service(folder.replace("${secret:0a1b2c3d}", "its-value"));
    assertThat(values(folder(folder), service)).containsOnly(Map.entry("0a1b2c3d", "its-value"));
    Plan plan =
        Planner.plan(
            Snapshot.of(List.of(api(), folder(folder))),
            Snapshot.of(List.of(api(), service)),
            PlanOptions.defaults());
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.problems()).isEmpty();
  }

  private static Resource api() {
    return Made.resource("apis/a", "{displayName: a, path: a, definition: operations}");
  }

  @Test
  void aConditionPutAroundALiteralOnTheTargetKeepsIt() {
    String header = "<set-header name=\"x-api-key\"><value>its-value</value></set-header>";
    Resource before = service("<policies><inbound>" + header + "</inbound></policies>");
    String folder = before.body().path("value").asText();
    Resource now =
        service(
            "<policies><inbound><choose><when condition=\"@(true)\">"
                + header
                + "</when></choose></inbound></policies>");
    assertThat(values(folder(folder), now)).containsValue("its-value");
    assertThat(values(folder(folder), now).keySet()).isEqualTo(before.secrets().keySet());
  }

  @Test
  void aStatementThatChangedOnTheTargetKeepsItsLiteral() {
    String code =
        "<policies><inbound><set-body>@{ string apiKey = \"Zx81kQ7pWm20vT5nRb64\";"
            + " return apiKey; }</set-body></inbound></policies>";
    Resource before = service(code);
    Resource now = service(code.replace("string apiKey", "var apiKey"));
    assertThat(now.secrets().keySet()).isNotEqualTo(before.secrets().keySet());
    assertThat(values(before, now).keySet()).isEqualTo(before.secrets().keySet());
  }

  @Test
  void theLiteralOfAnotherRequestIsNoMatch() {
    String header = "<set-header name=\"x-api-key\"><value>its-value</value></set-header>";
    Resource before = service("<policies><inbound>" + header + "</inbound></policies>");
    Resource now =
        service(
            "<policies><inbound><send-request>" + header + "</send-request></inbound></policies>");
    assertThat(values(folder(before.body().path("value").asText()), now))
        .doesNotContainKey(before.secrets().keySet().iterator().next());
  }

  @Test
  void valuesOfOneHeaderThatCannotBeToldFromEachOtherAreMissing() {
    String start = "<policies><inbound><set-header name=\"x-api-key\">";
    String end = "</set-header></inbound></policies>";
    Resource before = service(start + "<value>one</value><value>two</value>" + end);
    List<String> ids = Tokens.ids(before.body().path("value").asText());
    String folder = start + "<value>" + Tokens.of(ids.get(1)) + "</value>" + end;
    Plan plan =
        Planner.plan(
            Snapshot.of(List.of(api(), folder(folder))),
            Snapshot.of(List.of(api(), before)),
            PlanOptions.defaults());
    assertThat(plan.problems()).extracting(p -> p.code()).containsExactly(Code.MISSING_SECRET);
  }

  @Test
  void textThatTheDetectorLeavesInClearFillsNothing() {
    String start = "<policies><inbound><set-header name=\"x-api-key\"><value>";
    String end = "</value></set-header></inbound></policies>";
    Resource desired = folder(start + "${secret:0a1b2c3d}" + end);
    assertThat(Alignment.of(desired, service(start + "{{named-value}}" + end)).secrets()).isEmpty();
  }

  @Test
  void otherTextsThanPoliciesAreAlignedToo() {
    Resource desired =
        Made.resource(
            "apis/a/operations/o",
            "{description: 'Call /f?code=${secret:0a1b2c3d} daily', urlTemplate: /new}");
    Withheld withheld =
        Withholding.of(
            desired.address(),
            Made.tree("{description: 'Call /f?code=Zx81kQ7pWm20vT5nRb64 daily', urlTemplate: /o}"),
            Allowance.NONE);
    Resource actual =
        Resource.of(desired.address(), withheld.body()).withSecrets(withheld.secrets());
    Resource aligned = Alignment.of(desired, actual);
    assertThat(aligned.body().path("description")).isEqualTo(desired.body().path("description"));
    assertThat(aligned.secrets()).isEqualTo(Map.of("0a1b2c3d", new Secret("Zx81kQ7pWm20vT5nRb64")));
  }
}
