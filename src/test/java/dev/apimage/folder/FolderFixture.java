package dev.apimage.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files and resources for tests of the folder. */
final class FolderFixture {
  private FolderFixture() {}

  static void put(Path root, String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void marker(Path root) {
    put(root, "apimage.yaml", "format: 1\n");
  }

  /** Every file's text by relative path, Git's own aside. */
  static Map<String, String> files(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        if (!name.startsWith(".git/")) {
          files.put(name, Files.readString(path));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Resource resource(String address, String yaml) {
    ObjectNode tree = YamlText.read("test", yaml).tree();
    return Resource.of(Address.parse(address), tree);
  }

  static Resource policy(String address, String text) {
    Resource resource = resource(address, "{}");
    resource.body().put("value", text);
    return resource;
  }

  static Snapshot snapshot(Resource... resources) {
    return Snapshot.of(List.of(resources));
  }

  /** One of everything that lies differently in a folder. */
  static Snapshot sample() {
    List<Resource> all = new ArrayList<>();
    all.add(policy("policy", "<policies>\r\n\t<inbound />\r\n</policies>"));
    all.add(
        resource("namedValues/pay-key", "{displayName: pay, secret: true, value: '${secret}'}"));
    all.add(resource("tags/a:b", "{displayName: 'a:b'}"));
    all.add(resource("groups/CON", "{displayName: Con}"));
    all.add(resource("backends/" + "x".repeat(80) + "%".repeat(40), "{url: https://x}"));
    all.add(resource("policyFragments/f", "{description: d, value: '<fragment />'}"));
    all.add(resource("policyFragments/g", "{value: '<fragment><a /></fragment>'}"));
    all.add(resource("schemas/j", "{schemaType: json, document: {type: object, x: 1.10}}"));
    all.add(resource("schemas/x", "{schemaType: xml, value: '<xs:schema />'}"));
    all.add(
        resource(
            "apis/echo", "{displayName: Echo, path: echo, definition: operations, tags: [b, a]}"));
    all.add(policy("apis/echo/policy", "<policies />"));
    all.add(
        resource("apis/echo/operations/get", "{displayName: Get, method: GET, urlTemplate: /}"));
    all.add(policy("apis/echo/operations/get/policy", "<policies><inbound /></policies>"));
    all.add(
        resource(
            "apis/echo/schemas/s1",
            "{contentType: application/vnd.oai.openapi.components+json, document: {components: {schemas: {A: {}}}}}"));
    all.add(
        resource(
            "apis/echo/schemas/s2",
            "{contentType: application/vnd.ms-azure-apim.xsd+xml, document: {value: <xsd/>}}"));
    all.add(
        resource(
            "apis/echo/revisions/2", "{displayName: Echo, path: echo, definition: operations}"));
    all.add(policy("apis/echo/revisions/2/policy", "<policies />"));
    all.add(
        resource(
            "apis/echo/revisions/2/operations/get",
            "{displayName: Get, method: GET, urlTemplate: /two}"));
    all.add(resource("products/gold", "{displayName: Gold, apis: [echo], groups: [guests]}"));
    all.add(policy("products/gold/policy", "<policies />"));
    all.add(resource("gateways/gw", "{description: x, apis: [echo]}"));
    all.add(resource("subscriptions/s", "{displayName: S, scope: /products/gold}"));
    return Snapshot.of(all);
  }
}
