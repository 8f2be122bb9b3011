package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class YamlUpdateTest {
  private static final String OLD =
      """
      # yaml-language-server: $schema=old
      # The team that owns this: payments.

      # why we call it so
      displayName:   'Pay'   # the short one
      url: https://a.example  # moved in May

      # how we sign in
      credentials:
        # the header
        header:
          x-key: ["${secret}"]   # rotated
          # the old one
          x-old: [a]
        query: {}
        # end of credentials
      text: |
        # no comment
        line

      # the list
      pool:
      - name: a # first
        # heavy
        weight: 1
      - name: b
        weight: 2 # light
      # the end
      """;

  private static String change(Consumer<ObjectNode> edit) {
    ObjectNode tree = YamlText.read("x.yaml", OLD).tree().deepCopy();
    edit.accept(tree);
    String text = YamlText.update(OLD, tree, "yaml-language-server: $schema=old");
    assertThat(YamlText.read("x.yaml", text).tree()).isEqualTo(tree);
    return text;
  }

  @Test
  void equalMeaningLeavesEveryByte() {
    assertThat(change(tree -> {})).isSameAs(OLD);
    String windows = OLD.replace("\n", "\r\n");
    assertThat(YamlText.update(windows, YamlText.read("x", OLD).tree(), "")).isSameAs(windows);
  }

  @Test
  void aChangedScalarKeepsItsCommentAndAllElse() {
    assertThat(change(tree -> tree.put("url", "https://b.example")))
        .isEqualTo(OLD.replace("https://a.example", "https://b.example"));
  }

  @Test
  void aChangeDeepInsideKeepsItsSurroundings() {
    assertThat(
            change(
                tree -> ((ObjectNode) tree.at("/credentials/header")).putArray("x-old").add("b")))
        .isEqualTo(OLD.replace("    x-old: [a]\n", "    x-old:\n      - b\n"));
  }

  @Test
  void aRemovedKeyTakesItsCommentsAlong() {
    assertThat(change(tree -> tree.remove("displayName")))
        .isEqualTo(OLD.replaceAll("# why.*\ndisplayName.*\n", ""));
    assertThat(change(tree -> tree.remove("credentials")))
        .isEqualTo(OLD.replaceAll("(?s)\n# how.*credentials\n", ""));
  }

  @Test
  void aNewKeyStandsBehindItsNeighbourInTheTree() {
    assertThat(
            change(
                tree -> {
                  ObjectNode copy = tree.deepCopy();
                  tree.removeAll();
                  tree.set("displayName", copy.remove("displayName"));
                  tree.put("title", "x");
                  tree.setAll(copy);
                }))
        .isEqualTo(OLD.replace("url:", "title: x\nurl:"));
    assertThat(change(tree -> ((ObjectNode) tree.get("credentials")).put("z", 1)))
        .isEqualTo(OLD.replace("  query: {}\n", "  query: {}\n  z: 1\n"));
  }

  @Test
  void aChangedItemIsFoundByItsName() {
    assertThat(change(tree -> ((ObjectNode) tree.at("/pool/0")).put("weight", 7)))
        .isEqualTo(OLD.replace("weight: 1", "weight: 7"));
    assertThat(change(tree -> ((ObjectNode) tree.at("/pool/1")).put("weight", 7)))
        .isEqualTo(OLD.replace("weight: 2", "weight: 7"));
  }

  @Test
  void aRemovedItemLeavesTheOthersAlone() {
    assertThat(change(tree -> tree.withArray("pool").remove(0)))
        .isEqualTo(OLD.replaceAll("(?s)- name: a.*weight: 1\n", ""));
  }

  @Test
  void aChangedBlockOfTextKeepsTheGapBehindIt() {
    assertThat(change(tree -> tree.put("text", "new\nlines\n")))
        .isEqualTo(OLD.replace("  # no comment\n  line\n", "  new\n  lines\n"));
  }

  @Test
  void anotherHeaderReplacesTheOldOne() {
    ObjectNode tree = YamlText.read("x", OLD).tree().deepCopy().put("url", "x");
    assertThat(YamlText.update(OLD, tree, "yaml-language-server: $schema=new"))
        .startsWith("# yaml-language-server: $schema=new\n# The team");
  }

  @Test
  void whatCannotBeReadIsWrittenAfresh() {
    ObjectNode tree = YamlText.read("x", "a: 1").tree();
    assertThat(YamlText.update("a: [", tree, "h")).isEqualTo("# h\na: 1\n");
    assertThat(YamlText.update("{a: 2}", tree, "h")).isEqualTo("# h\na: 1\n");
  }
}
