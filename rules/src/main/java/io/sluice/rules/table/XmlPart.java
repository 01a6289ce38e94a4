package io.sluice.rules.table;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks over the elements of one XML part. Document types and entities are refused. */
final class XmlPart {
  private final XMLStreamReader reader;

  XmlPart(byte[] xml) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    this.reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
  }

  /** Goes to the next start or end of an element; false at the part's end. */
  boolean next() throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type is not allowed");
      }
      if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
        return true;
      }
    }
    return false;
  }

  boolean starts(String element) {
    return reader.isStartElement() && reader.getLocalName().equals(element);
  }

  boolean ends(String element) {
    return reader.isEndElement() && reader.getLocalName().equals(element);
  }

  /** An attribute, whatever its name space; empty when there is none. */
  String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  /** The text of the element that has just started; goes to its end. */
  String text() throws XMLStreamException {
    return reader.getElementText();
  }

  /**
   * All texts {@code t} inside of the element that has just started, without those of {@code rPh}.
   */
  String texts(String element) throws XMLStreamException {
    var text = new StringBuilder();
    while (next() && !ends(element)) {
      if (starts("rPh")) {
        skip("rPh");
      } else if (starts("t")) {
        text.append(text());
      }
    }
    return text.toString();
  }

  private void skip(String element) throws XMLStreamException {
    while (next() && !ends(element)) {
      // pronunciations are no part of the text
    }
  }
}
