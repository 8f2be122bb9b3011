package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with a secret in clear that are wrong in some way: what is said of them names the line. */
class BrokenFilesTest {
  @TempDir Path temp;
  private final Canaries canaries = new Canaries(11);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          environments/prod.yaml  | secrets:\\n  namedValues/x: §
          environments/prod.yaml  | secrets:\\n  namedValues/x: '§
          environments/prod.yaml  | secrets: §
          environments/prod.yaml  | secrets: [§]
          environments/prod.yaml  | secrets:\\n  namedValues/x: ${env:§ x}
          environments/prod.yaml  | secrets:\\n  namedValues/x: {v: §}
          environments/prod.yaml  | set:\\n  namedValues/x#value: §
          environments/prod.yaml  | set:\\n  backends/b#credentials.authorization.parameter: §
          environments/prod.yaml  | set:\\n  backends/b#credentials.header.x[0]: §
          environments/prod.yaml  | set:\\n  backends/b#credentials.header: {x: [§]}
          environments/prod.yaml  | set:\\n  backends/b#url: https://u:§@h.invalid
          environments/prod.yaml  | target: {service: [§]}
          environments/prod.yaml  | target:\\n  service: §\\n  service: §
          environments/prod.yaml  | exclude: §
          apimage.yaml            | format: §
          apimage.yaml            | format: 1\\nallow: [§]
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: §
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: "§
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: !§ a
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: *§
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: &§ a
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: [§]
          namedValues/x.yaml      | displayName: x\\nsecret: §
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: |\\n  §: a\\n b
          namedValues/x.yaml      | displayName: x\\nsecret: true\\nvalue: a\\n§: b: c
          backends/b.yaml         | url: https://h\\nprotocol: http\\ncredentials: §
          backends/b.yaml         | url: https://h\\nprotocol: http\\ncredentials: {header: {x: §}}
          backends/b.yaml         | url: https://h\\nprotocol: http\\ncredentials: {header: {x: ['Bearer ${secret} §']}}
          backends/b.yaml         | url: https://h\\nprotocol: http\\ncredentials: {token: §}
          policy.xml              | <policies><inbound><set-header name="api-key"><value>§</value>
          policy.xml              | <policies><inbound><authentication-basic password="§
          schemas/s.json          | {"a": "§",, }
          """)
  void areNotQuoted(String file, String text) throws IOException {
    Files.writeString(temp.resolve("apimage.yaml"), "format: 1\n");
    write("namedValues/x.yaml", "displayName: x\nsecret: true\nvalue: ${secret}\n");
    write("backends/b.yaml", "url: https://h.invalid\nprotocol: http\n");
    write("schemas/s.yaml", "schemaType: json\n");
    write("environments/prod.yaml", "target: {service: s}\n");
    String secret = canaries.plain(file);
    write(file, text.replace("\\n", "\n").replace("§", secret));
    Hunt hunt = new Hunt(canaries.all());
    for (String[] line :
        new String[][] {
          {"plan", "--env=prod", "--endpoint=http://127.0.0.1:1", "--service=s"},
          {"check"},
          {"check", "--output=json"},
          {"plan", "--from-nothing", "--env=prod", "--output=markdown"},
          {"prove-key-free"},
          {"prove-key-free", "--output=json"},
          {"check", "--fix"}
        }) {
      Shell.Result result = new Shell(temp).run(line);
      assertThat(hunt.in(result.toString())).as(result.toString()).isEmpty();
      assertThat(result.toString()).doesNotContain("a fault in apimage");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
