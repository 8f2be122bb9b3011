package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What is written reads back as it was, here and in a reader that is not ours. */
@Domain(Nasty.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class YamlRoundTripTest {
  private static final YAMLMapper JACKSON =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Property(seed = "20261121", tries = 2000)
  void whatIsWrittenReadsBack(@ForAll ObjectNode tree) {
    String text = YamlText.write(tree, "a header");
    Parsed parsed = YamlText.read("x.yaml", text);
    assertThat(parsed.problems()).as(text).isEmpty();
    assertThat(Trees.same(parsed.tree(), tree)).as("%s\n%s", tree, text).isTrue();
    assertThat(parsed.tree().fieldNames()).toIterable().containsExactlyElementsOf(names(tree));
  }

  @Property(seed = "20261121", tries = 2000)
  void jacksonReadsTheSame(@ForAll ObjectNode tree) throws Exception {
    String text = YamlText.write(tree, "");
    JsonNode read = JACKSON.readTree(text);
    assertThat(Trees.same(read, tree)).as("%s\n%s\n%s", tree, text, read).isTrue();
  }

  @Property(seed = "20261121", tries = 2000)
  void everyTextSurvivesAsValueKeyAndItem(@ForAll String text) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("value", text).putObject(text).put(text, 1);
    tree.putArray("list").add(text).addArray().add(text);
    Parsed parsed = YamlText.read("x.yaml", YamlText.write(tree, ""));
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.tree()).isEqualTo(tree);
  }

  @Property(seed = "20261121", tries = 1000)
  void windowsLineEndsReadTheSame(@ForAll ObjectNode tree) {
    String text = YamlText.write(tree, "a header").replace("\n", "\r\n");
    assertThat(Trees.same(YamlText.read("x.yaml", text).tree(), tree)).isTrue();
  }

  @Property(seed = "20261121", tries = 1000)
  void bytesAreUtf8AndLinesEndInLf(@ForAll ObjectNode tree) {
    String text = YamlText.write(tree, "");
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(text).endsWith("\n").doesNotContain("\r");
    assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Property(seed = "20261121", tries = 2000)
  void anUpdateReadsAsTheNewTree(@ForAll ObjectNode before, @ForAll ObjectNode after) {
    ObjectNode mixed = before.deepCopy();
    mixed.setAll(after);
    String old = YamlText.write(before, "header");
    String text = YamlText.update(old, mixed, "header");
    assertThat(Trees.same(YamlText.read("x", text).tree(), mixed)).as(text).isTrue();
    assertThat(YamlText.update(text, mixed, "header")).isEqualTo(text);
  }

  @Property(seed = "20261121", tries = 1000)
  void jsonReadsBack(@ForAll ObjectNode tree) {
    String text = JsonText.write(tree);
    Parsed parsed = JsonText.read("x.json", text);
    assertThat(parsed.problems()).as(text).isEmpty();
    assertThat(Trees.same(parsed.tree(), tree)).as(text).isTrue();
  }

  private static Iterable<String> names(ObjectNode tree) {
    return tree::fieldNames;
  }
}
