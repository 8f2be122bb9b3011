package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Element;

class ExportXmlPropertyTest {
  @Property(seed = "20261121")
  void whateverIsWrittenIsWellFormedAndReadAgain(@ForAll String text, @ForAll String name) {
    ExportXml xml = new ExportXml("urn:v", "v", "root");
    xml.add(xml.root(), ExportXml.name(name), "a", text);
    xml.text(xml.root(), "text", text);
    Element root = ImportXml.root(xml.write(), "root");
    Element named = ImportXml.children(root, ExportXml.name(name)).get(0);
    assertThat(named.getAttribute("a")).isEqualTo(ExportXml.legal(text));
    assertThat(root.getNamespaceURI()).isEqualTo("urn:v");
    if (!text.isEmpty()) {
      assertThat(ImportXml.children(root, "text").get(0).getTextContent())
          .isEqualTo(ExportXml.legal(text));
    }
  }
}
