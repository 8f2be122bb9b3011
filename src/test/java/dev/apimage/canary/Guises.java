package dev.apimage.canary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.model.Address;
import dev.apimage.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ways in which people type secrets into texts: one resource for each, one secret in each. */
final class Guises {
  /** What each resource of a guise lies below, made before. */
  static final String API = "apis/typed";

  /** The secret's place in a template. */
  private static final String HERE = "§";

  private final Canaries canaries;
  private final List<Guise> all = new ArrayList<>();

  /**
   * One.
   *
   * @param name what a reader calls it
   * @param address of a resource that holds it and nothing else of interest
   * @param body the resource as a person sends it
   */
  record Guise(String name, Address address, ObjectNode body) {
    @Override
    public String toString() {
      return name + " in " + address;
    }
  }

  private Guises(Canaries canaries) {
    this.canaries = canaries;
  }

  /** All of them, with secrets. */
  static List<Guise> all(Canaries canaries) {
    Guises guises = new Guises(canaries);
    guises.elements();
    guises.attributes();
    guises.expressions();
    guises.bodies();
    guises.loose();
    guises.apis();
    guises.others();
    return guises.all;
  }

  private void elements() {
    header("header Authorization with a scheme", "Authorization", "Bearer §");
    special("header api-key, XML-escaped", header("api-key", HERE));
    header("header Ocp-Apim-Subscription-Key", "Ocp-Apim-Subscription-Key", HERE);
    header("header x-functions-key", "x-functions-key", HERE);
    header("header Proxy-Authorization", "Proxy-Authorization", "Basic §");
    policy("query parameter sig", query("sig"));
    policy("query parameter code", query("code"));
    policy("query parameter subscription-key", query("subscription-key"));
    policy(
        "signing key of validate-jwt",
        "<validate-jwt header-name=\"Authorization\"><issuer-signing-keys><key>§</key>"
            + "</issuer-signing-keys></validate-jwt>",
        Guises::base64);
    policy(
        "header Authorization with user and password in base64",
        header("Authorization", "Basic §"),
        secret -> base64("somebody:" + secret));
    policy(
        "URL with code= in an element",
        "<send-request mode=\"new\"><set-url>https://func.invalid/api/f?code=§</set-url>"
            + "<set-method>GET</set-method></send-request>");
  }

  private void attributes() {
    special(
        "password of authentication-basic, XML-escaped",
        "<authentication-basic username=\"somebody\" password=\"§\" />");
    policy(
        "body of authentication-certificate",
        "<authentication-certificate body=\"§\" password=\"\" />",
        Guises::base64);
    policy(
        "user and password in a URL",
        "<set-backend-service base-url=\"https://somebody:§@host.invalid/\" />");
    policy(
        "signature in a rewritten URL",
        "<rewrite-uri template=\"/run?sv=1.0&amp;sig=§\" copy-unmatched-params=\"false\" />");
    policy("signed token", variable("token", HERE), Guises::jwt);
    policy(
        "connection string of a storage account",
        variable(
            "c", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=§;EndpointSuffix=x.y"));
    policy(
        "connection string of an event hub",
        variable("c", "Endpoint=sb://h.invalid/;SharedAccessKeyName=n;SharedAccessKey=§"));
    policy(
        "shared access signature", variable("s", "SharedAccessSignature sr=h&amp;sig=§&amp;se=1"));
    policy(
        "password in a database's connection string",
        variable("c", "Server=db.invalid;User Id=somebody;Password=§;Encrypt=true"));
  }

  private void expressions() {
    policy("string of an expression", header("Authorization", "@(\"Bearer §\")"));
    policy(
        "string of a statement", header("Authorization", "@{ var x = 1; return \"Bearer §\"; }"));
    policy(
        "string that is added to another",
        header("X-C", "@(\"SharedAccessKey=§;EntityPath=\" + context.Api.Id)"));
    policy("verbatim string", header("X-C", "@{ var k = @\"AccountKey=§;x\"; return k; }"));
    policy(
        "interpolated string",
        "<set-body>@{ return $\"client_secret=§&scope={context.Api.Id}\"; }</set-body>");
    policy(
        "JSON in a string of an expression",
        "<set-body>@{ return \"{\\\"client_secret\\\":\\\"§\\\"}\"; }</set-body>");
  }

  private void bodies() {
    policy("JSON in set-body", "<set-body>{\"user\":\"somebody\",\"password\":\"§\"}</set-body>");
    policy("form in set-body", "<set-body>grant_type=x&amp;client_secret=§&amp;scope=y</set-body>");
    policy("CDATA", "<set-body><![CDATA[{\"client_secret\":\"§\"}]]></set-body>");
    policy(
        "private key",
        "<set-body>-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----</set-body>",
        Guises::base64);
  }

  private void loose() {
    policy("comment with a header", "<!-- curl -H \"Authorization: Bearer §\" -->");
    policy("comment with a key", "<!-- the old one: api-key: § -->");
    policy("comment with a connection string", "<!-- AccountKey=§;EndpointSuffix=x -->");
    put(
        "fragment",
        "policyFragments/typed",
        "<fragment>" + header("api-key", HERE) + "</fragment>",
        UnaryOperator.identity());
  }

  private void apis() {
    String api = "displayName: a\npath: §name\nprotocols: [https]\n";
    put(
        "user and password in a serviceUrl",
        "apis/typed-user",
        api,
        "serviceUrl",
        "https://u:§@h.invalid");
    put(
        "code= in a serviceUrl",
        "apis/typed-code",
        api,
        "serviceUrl",
        "https://h.invalid/f?code=§");
    put(
        "header in an API's description",
        "apis/typed-text",
        api,
        "description",
        "curl -H 'Ocp-Apim-Subscription-Key: §' https://h.invalid");
    String operation = "displayName: o\nmethod: GET\nurlTemplate: /§name\n";
    put(
        "signed token in an operation's description",
        API + "/operations/o1",
        operation,
        "description",
        "For example eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.§");
    put(
        "default of a header",
        API + "/operations/o2",
        operation
            + "request: {headers: [{name: Authorization, type: string, defaultValue: 'Bearer §'}]}");
    put(
        "default of a query parameter",
        API + "/operations/o3",
        operation + "request: {queryParameters: [{name: code, type: string, defaultValue: '§'}]}");
    put(
        "allowed values of a header",
        API + "/operations/o4",
        operation + "request: {headers: [{name: x-functions-key, type: string, values: ['§']}]}");
    put(
        "example of a body",
        API + "/operations/o5",
        "displayName: o\nmethod: POST\nurlTemplate: /§name\nrequest: {representations: [{contentType:"
            + " application/json, examples: {default: {value: {password: '§'}}}}]}");
    put(
        "example of a body as a text",
        API + "/operations/o6",
        "displayName: o\nmethod: POST\nurlTemplate: /§name\nrequest: {representations: [{contentType:"
            + " application/json, examples: {default: {value: '{\"client_secret\":\"§\"}'}}}]}");
    put(
        "default in an API's schema",
        API + "/schemas/s1",
        "contentType: application/vnd.oai.openapi.components+json\ndocument: {components: {schemas:"
            + " {x: {type: object, properties: {apiKey: {type: string, default: '§'}}}}}}");
    put(
        "notes of a release",
        API + "/releases/r1",
        "apiId: /" + API + "\nnotes: 'rotated, AccountKey=§;x'");
  }

  private void others() {
    put(
        "example in a schema",
        "schemas/typed",
        "schemaType: json\ndocument: {properties: {password: {type: string, example: '§'}}}");
    put(
        "signature in a backend's URL",
        "backends/typed",
        "protocol: http\n",
        "url",
        "https://h.invalid/run?sig=§");
    put(
        "connection string in a plain named value",
        "namedValues/typed-1",
        "displayName: typed-1\nsecret: false\n",
        "value",
        "Endpoint=sb://h.invalid/;SharedAccessKeyName=n;SharedAccessKey=§");
    put(
        "plain named value whose name tells",
        "namedValues/typed-api-key",
        "displayName: typed-api-key\nsecret: false\nvalue: '§'");
    put(
        "signature in a product's description",
        "products/typed",
        "displayName: typed\n",
        "description",
        "See https://h.invalid/x?sv=1&sig=§");
    put(
        "key in a product's terms",
        "products/typed-2",
        "displayName: typed-2\n",
        "terms",
        "Until then use ghp_§12345678");
    put(
        "key in a gateway's description",
        "gateways/typed",
        "locationData: {name: x}\n",
        "description",
        "sk_live_§");
    put(
        "password in a group's description",
        "groups/typed",
        "displayName: typed\n",
        "description",
        "postgres://somebody:§@db.invalid/x");
    put(
        "key in a version set's description",
        "apiVersionSets/typed",
        "displayName: typed\nversioningScheme: Segment\n",
        "description",
        "SharedAccessKey=§");
  }

  private static String header(String name, String value) {
    return "<set-header name=\"" + name + "\"><value>" + value + "</value></set-header>";
  }

  private static String query(String name) {
    return "<set-query-parameter name=\"" + name + "\"><value>§</value></set-query-parameter>";
  }

  private static String variable(String name, String value) {
    return "<set-variable name=\"" + name + "\" value=\"" + value + "\" />";
  }

  private void header(String guise, String name, String value) {
    policy(guise, header(name, value));
  }

  private void policy(String guise, String inbound) {
    policy(guise, inbound, UnaryOperator.identity());
  }

  /** A policy of an operation of its own; how the secret is written is made of its value. */
  private void policy(String guise, String inbound, UnaryOperator<String> written) {
    String address = API + "/operations/p" + all.size() + "/policy";
    put(guise, address, policy(inbound), written);
  }

  /** With a value of characters that XML must escape. */
  private void special(String guise, String inbound) {
    String address = API + "/operations/p" + all.size() + "/policy";
    String value = canaries.special(guise + " in " + address);
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    add(guise, address, policy(inbound).replace(HERE, escaped));
  }

  private static String policy(String inbound) {
    return "<policies>\n  <inbound>\n    <base />\n    "
        + inbound
        + "\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n"
        + "  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>";
  }

  private void put(String guise, String address, String text, UnaryOperator<String> written) {
    String value = canaries.plain(guise + " in " + address);
    add(guise, address, text.replace(HERE, written.apply(value)));
  }

  private void add(String guise, String address, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    all.add(
        new Guise(guise, Address.parse(address), body.put("format", "rawxml").put("value", text)));
  }

  private void put(String guise, String address, String yaml) {
    Address at = Address.parse(address);
    String value = canaries.plain(guise + " in " + address);
    // The name has the sign of the secret in front, so it goes first.
    String filled = yaml.replace("§name", at.name()).replace(HERE, value);
    all.add(new Guise(guise, at, Made.tree(filled)));
  }

  private void put(String guise, String address, String yaml, String key, String text) {
    put(
        guise,
        address,
        yaml + key + ": " + JsonText.write(JsonNodeFactory.instance.textNode(text)).strip());
  }

  private static String base64(String secret) {
    return Base64.getEncoder().encodeToString(("xy" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private static String jwt(String secret) {
    return "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ." + secret;
  }
}
