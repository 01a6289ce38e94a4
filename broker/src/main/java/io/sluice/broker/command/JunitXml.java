package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruletest.TestReport;
import io.sluice.rules.ruletest.TestResult;
import io.sluice.rules.ruletest.Unmet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report in the form that build servers read: a suite for each file, a case for each test, and
 * an error for each file that can't be read.
 */
final class JunitXml {
  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes the file, and the folders that lead to it. */
  static void write(Path file, TestReport report) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
      new JunitXml(xml).document(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + ": can't be written: " + e.getMessage(), e);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes.toByteArray());
  }

  private void document(TestReport report) throws XMLStreamException {
    Map<String, List<TestResult>> results =
        report.results().stream()
            .collect(
                Collectors.groupingBy(it -> it.id().file(), TreeMap::new, Collectors.toList()));
    Map<String, List<Diagnostic>> problems =
        report.problems().stream()
            .collect(Collectors.groupingBy(Diagnostic::file, TreeMap::new, Collectors.toList()));
    problems.keySet().forEach(file -> results.putIfAbsent(file, List.of()));
    xml.writeStartDocument(UTF_8.name(), "1.0");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "sluice rules test");
    counts(
        report.results().size() + report.problems().size(),
        report.failed(),
        report.problems().size(),
        report.time());
    for (Map.Entry<String, List<TestResult>> file : results.entrySet()) {
      suite(file.getKey(), file.getValue(), problems.getOrDefault(file.getKey(), List.of()));
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(String file, List<TestResult> results, List<Diagnostic> problems)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute("name", file);
    counts(
        results.size() + problems.size(),
        (int) results.stream().filter(it -> !it.passed()).count(),
        problems.size(),
        results.stream().map(TestResult::time).reduce(Duration.ZERO, Duration::plus));
    for (TestResult result : results) {
      test(result);
    }
    for (Diagnostic problem : problems) {
      broken(problem);
    }
    xml.writeEndElement();
  }

  private void counts(int tests, int failures, int errors, Duration time)
      throws XMLStreamException {
    attribute("tests", String.valueOf(tests));
    attribute("failures", String.valueOf(failures));
    attribute("errors", String.valueOf(errors));
    attribute("skipped", "0");
    attribute("time", seconds(time));
  }

  private void test(TestResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", result.id().name());
    attribute("classname", result.id().file());
    attribute("file", result.id().file());
    attribute("line", String.valueOf(result.id().line()));
    attribute("time", seconds(result.time()));
    if (!result.passed()) {
      xml.writeStartElement("failure");
      attribute("type", "unmet expectation");
      attribute(
          "message",
          result.unmet().stream().map(Unmet::toString).collect(Collectors.joining("; ")));
      text(String.join("\n", result.why()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void broken(Diagnostic problem) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", "line %d, column %d".formatted(problem.line(), problem.column()));
    attribute("classname", problem.file());
    attribute("file", problem.file());
    attribute("line", String.valueOf(problem.line()));
    attribute("time", seconds(Duration.ZERO));
    xml.writeStartElement("error");
    attribute("type", "can't be read");
    attribute("message", problem.message());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private void text(String value) throws XMLStreamException {
    xml.writeCharacters(legal(value));
  }

  /** XML 1.0 has no way to write most control characters and halves of surrogate pairs. */
  private static String legal(String text) {
    var legal = new StringBuilder(text.length());
    text.codePoints().map(c -> isLegal(c) ? c : '\uFFFD').forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    boolean white = c == '\t' || c == '\n' || c == '\r';
    boolean plain = c >= 0x20 && c <= 0xD7FF;
    return white || plain || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
