package dev.apimage.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Derives {@code properties.json} from the public typed model and compares it with the resource.
 */
class PropertyModelTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/apimage/kind/properties.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theResourceIsWhatThePublicTypedModelSays() throws IOException {
    JsonNode types =
        JSON.readTree(Shared.shared().resolve("apim-rest/types-2024-05-01.json").toFile());
    String derived = derive(types);
    if (Boolean.getBoolean("golden.update") || "update".equals(System.getProperty("golden"))) {
      Files.createDirectories(RESOURCE.getParent());
      Files.writeString(RESOURCE, derived);
    }
    assertThat(Files.readString(RESOURCE)).isEqualTo(derived);
  }

  private static String derive(JsonNode types) throws IOException {
    TreeMap<String, JsonNode> found = new TreeMap<>();
    for (JsonNode type : types) {
      String prefix = "Microsoft.ApiManagement/service/";
      String name = type.path("name").asText().replaceAll("@.*", "");
      if (type.path("$type").asText().equals("ResourceType") && name.startsWith(prefix)) {
        String shortName = name.substring(prefix.length());
        if (Arrays.stream(Kind.values()).anyMatch(k -> k.typedName().equals(shortName))) {
          found.put(shortName, properties(types, at(types, type.path("body"))));
        }
      }
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    found.forEach(all::set);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all).replace("\r\n", "\n")
        + "\n";
  }

  /** Where a type has other properties for each of its names, all of them together. */
  private static ObjectNode properties(JsonNode types, JsonNode body) {
    if (!body.path("$type").asText().equals("DiscriminatedObjectType")) {
      JsonNode properties = body.path("properties").path("properties").path("type");
      return schema(types, at(types, properties));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("type", "object");
    for (JsonNode element : body.path("elements")) {
      ObjectNode one = properties(types, at(types, element));
      one.path("properties")
          .properties()
          .forEach(e -> all.withObject("/properties").set(e.getKey(), e.getValue()));
    }
    return all;
  }

  private static JsonNode at(JsonNode types, JsonNode reference) {
    String pointer = reference.path("$ref").asText();
    return types.get(Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1)));
  }

  private static ObjectNode schema(JsonNode types, JsonNode type) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    switch (type.path("$type").asText()) {
      case "ObjectType" -> object(types, type, out);
      case "ArrayType" -> {
        out.put("type", "array");
        out.set("items", schema(types, at(types, type.path("itemType"))));
      }
      case "UnionType" -> union(types, type, out);
      case "StringLiteralType" -> out.put("type", "string").putArray("enum").add(type.get("value"));
      case "StringType" -> string(type, out);
      case "IntegerType" -> {
        out.put("type", "integer");
        copy(type, "minValue", out, "minimum");
        copy(type, "maxValue", out, "maximum");
      }
      case "BooleanType" -> out.put("type", "boolean");
      case "AnyType" -> {}
      default -> throw new IllegalStateException(type.path("$type").asText());
    }
    return out;
  }

  private static void object(JsonNode types, JsonNode type, ObjectNode out) {
    out.put("type", "object");
    ObjectNode properties = out.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    type.path("properties")
        .properties()
        .forEach(
            entry -> {
              ObjectNode property = schema(types, at(types, entry.getValue().path("type")));
              int flags = entry.getValue().path("flags").asInt();
              if ((flags & 1) != 0) {
                required.add(entry.getKey());
              }
              if ((flags & 2) != 0) {
                property.put("readOnly", true);
              }
              if ((flags & 4) != 0) {
                property.put("writeOnly", true);
              }
              if (entry.getValue().has("description")) {
                property.set("description", entry.getValue().get("description"));
              }
              properties.set(entry.getKey(), property);
            });
    if (!required.isEmpty()) {
      out.set("required", required);
    }
    if (type.has("additionalProperties")) {
      out.set("additionalProperties", schema(types, at(types, type.get("additionalProperties"))));
    }
  }

  /** Most enumerations of this model are open: a newer service may know more words. */
  private static void union(JsonNode types, JsonNode type, ObjectNode out) {
    ArrayNode words = JsonNodeFactory.instance.arrayNode();
    boolean open = false;
    for (JsonNode element : type.path("elements")) {
      JsonNode one = at(types, element);
      if (one.path("$type").asText().equals("StringLiteralType")) {
        words.add(one.get("value"));
      } else {
        open = true;
      }
    }
    if (open) {
      out.putArray("anyOf").addObject().set("enum", words);
      ((ArrayNode) out.get("anyOf")).addObject().put("type", "string");
    } else {
      out.put("type", "string").set("enum", words);
    }
  }

  private static void string(JsonNode type, ObjectNode out) {
    out.put("type", "string");
    copy(type, "minLength", out, "minLength");
    copy(type, "maxLength", out, "maxLength");
    copy(type, "pattern", out, "pattern");
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }
}
