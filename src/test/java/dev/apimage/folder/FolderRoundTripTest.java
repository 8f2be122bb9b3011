package dev.apimage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Nasty;
import dev.apimage.text.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Any tree under any name comes back from disk, and a second write touches nothing. */
@Domain(Nasty.class)
@Domain(DomainContext.Global.class)
class FolderRoundTripTest {
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("aB.%~ :é日#'-_").ofMinLength(1).ofMaxLength(40),
        Arbitraries.strings().withChars("ab%").ofMinLength(100).ofMaxLength(140),
        Arbitraries.of("con", "nul.x", "..", "policy", "api", "a.policy", "a.yaml", "a.json"));
  }

  @Property(seed = "20261121", tries = 150)
  void everyTreeComesBack(
      @ForAll("names") String name, @ForAll ObjectNode tree, @ForAll ObjectNode document)
      throws IOException {
    ObjectNode clean = tree.deepCopy();
    clean.remove("name");
    List<Resource> resources =
        List.of(
            Resource.of(Address.of("backends", name), clean),
            Resource.of(Address.of("apis", name), clean),
            Resource.of(Address.of("apis", name, "operations", name), clean),
            text(Address.of("apis", name, "operations", name, "policy")),
            Resource.of(Address.of("schemas", name), with(clean, document)));
    Path root = Files.createTempDirectory("apimage");
    try {
      ArtefactFolder folder = ArtefactFolder.at(root);
      Snapshot wanted = Snapshot.of(resources);
      folder.write(wanted);
      Content content = folder.read();
      assertThat(content.snapshot().resources().keySet()).isEqualTo(wanted.resources().keySet());
      wanted.stream().forEach(resource -> assertSame(resource, content.snapshot()));
      Map<String, String> files = FolderFixture.files(root);
      assertThat(folder.write(wanted).isNothing()).isTrue();
      assertThat(folder.write(content.snapshot()).isNothing()).isTrue();
      assertThat(FolderFixture.files(root)).isEqualTo(files);
    } finally {
      delete(root);
    }
  }

  private static Resource text(Address address) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    return Resource.of(address, tree.put("value", "<policies />"));
  }

  private static ObjectNode with(ObjectNode tree, ObjectNode document) {
    ObjectNode schema = tree.deepCopy();
    schema.remove("value");
    schema.set("document", document);
    return schema;
  }

  private static void assertSame(Resource wanted, Snapshot there) {
    Kind kind = Kind.require(wanted.address());
    ObjectNode read = there.at(wanted.address()).orElseThrow().body();
    ObjectNode expected = Canonical.of(kind, wanted.body());
    assertThat(Trees.same(Canonical.of(kind, read), expected))
        .as("%s\n%s\n%s", wanted.address(), expected, read)
        .isTrue();
  }

  @Property(seed = "20261121", tries = 100)
  void anUpdateMeansWhatAFreshWriteMeans(@ForAll ObjectNode before, @ForAll ObjectNode after)
      throws IOException {
    Path root = Files.createTempDirectory("apimage");
    try {
      ArtefactFolder folder = ArtefactFolder.at(root);
      before.remove("name");
      after.remove("name");
      folder.write(Snapshot.of(List.of(Resource.of(Address.of("backends", "b"), before))));
      Resource wanted = Resource.of(Address.of("backends", "b"), after);
      folder.write(Snapshot.of(List.of(wanted)));
      assertSame(wanted, folder.read().snapshot());
    } finally {
      delete(root);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
