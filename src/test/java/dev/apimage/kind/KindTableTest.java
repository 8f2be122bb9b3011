package dev.apimage.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KindTableTest {
  private static final Path README = Path.of("README.md");

  @Test
  void theReadmeHoldsTheTableOfKinds() throws IOException {
    assumeTrue(Files.exists(README), "skipped: no README.md");
    String text = Files.readString(README).replace("\r\n", "\n");
    assumeTrue(text.contains(KindTable.BEGIN), "skipped: README.md has no place for the table");
    int begin = text.indexOf(KindTable.BEGIN) + KindTable.BEGIN.length();
    int end = text.indexOf(KindTable.END);
    String table = "\n" + KindTable.markdown();
    if ("update".equals(System.getProperty("golden"))) {
      text = text.substring(0, begin) + table + text.substring(end);
      Files.writeString(README, text);
      end = text.indexOf(KindTable.END);
    }
    assertThat(text.substring(begin, end)).isEqualTo(table);
  }

  @Test
  void aRowTellsWhereTheFilesLieAndWhatIsWithheld() {
    assertThat(KindTable.markdown())
        .contains("`apis/<api>/operations/<name>.yaml`")
        .contains("`products/<name>/product.yaml`")
        .contains("`proxy.password`")
        .contains("`policy.xml` beside its owner")
        .contains("| `tags` |")
        .doesNotContain("\r");
  }
}
