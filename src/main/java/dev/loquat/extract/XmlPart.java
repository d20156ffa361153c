package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML part, read forward by the JDK's StAX reader. DTDs are off, and a part that declares one
 * is refused: no Office program writes any.
 */
final class XmlPart {
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private final Budget budget;

  XmlPart(byte[] xml, Budget budget) {
    this.budget = budget;
    try {
      this.reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("refers to " + systemId);
        });
    return factory;
  }

  /** Goes on; false at the end. */
  boolean next() {
    try {
      budget.checkTime();
      if (!reader.hasNext()) {
        return false;
      }
      if (reader.next() == XMLStreamConstants.DTD) {
        throw new ExtractException(
            Reason.DOCTYPE, "declares a document type (DTD), by which files fetch others");
      }
      return true;
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private static ExtractException broken(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return new ExtractException(Reason.BROKEN, "has broken XML: " + message, e);
  }

  boolean starts(String name) {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT
        && reader.getLocalName().equals(name);
  }

  boolean ends(String name) {
    return reader.getEventType() == XMLStreamConstants.END_ELEMENT
        && reader.getLocalName().equals(name);
  }

  /** The name of the element that starts here; empty if none does. */
  String started() {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT ? reader.getLocalName() : "";
  }

  /** The name of the element that ends here; empty if none does. */
  String ended() {
    return reader.getEventType() == XMLStreamConstants.END_ELEMENT ? reader.getLocalName() : "";
  }

  /** The text that stands here; empty if it is something else. */
  String text() {
    return reader.isCharacters() ? reader.getText() : "";
  }

  /** An attribute of the element that starts here, by its local name; empty if it is not there. */
  String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  /** An attribute with a prefix, such as {@code r:id} beside {@code id}. */
  String attribute(String prefix, String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)
          && prefix.equals(reader.getAttributePrefix(i))) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  /** Goes on to the end of the element that starts here. */
  void skip() {
    for (int depth = 1; depth > 0 && next(); ) {
      depth += started().isEmpty() ? 0 : 1;
      depth -= ended().isEmpty() ? 0 : 1;
    }
  }

  /** The text in the first element of a name, stripped. */
  static Optional<String> firstText(byte[] xml, String name, Budget budget) {
    XmlPart in = new XmlPart(xml, budget);
    while (in.next()) {
      if (in.starts(name)) {
        StringBuilder out = new StringBuilder();
        while (in.next() && !in.ends(name)) {
          out.append(in.text());
        }
        return Optional.of(out.toString().strip()).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }
}
