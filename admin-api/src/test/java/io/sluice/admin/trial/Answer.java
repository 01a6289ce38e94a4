package io.sluice.admin.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** An answer of the server. */
public record Answer(int status, HttpResponse<String> response) {
  private static final JsonMapper MAPPER = new JsonMapper();

  Answer(HttpResponse<String> response) {
    this(response.statusCode(), response);
  }

  public String body() {
    return response.body();
  }

  /** The first header of that name; empty when there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public JsonNode json() {
    try {
      return MAPPER.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body(), e);
    }
  }

  /** The kind of problem, without the prefix that all have; for an answer that is one. */
  public String problem() {
    if (!header("content-type").equals("application/problem+json")) {
      throw new AssertionError("no problem: " + status + " " + header("content-type") + body());
    }
    JsonNode problem = json();
    if (problem.path("status").intValue() != status) {
      throw new AssertionError("status " + status + ", but " + problem);
    }
    return problem.path("type").textValue().replace("urn:sluice:problem:", "");
  }

  /** What is wrong with a field, in the first error that names it; else empty. */
  public String error(String field) {
    for (JsonNode error : json().path("errors")) {
      if (error.path("field").textValue().equals(field)) {
        return error.path("message").textValue();
      }
    }
    return "";
  }
}
