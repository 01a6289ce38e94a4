package io.sluice.admin.guide;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A page of links for people, and the OpenAPI document for programs. */
@Path("/")
public final class GuideResource {

  @GET
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public byte[] landing() {
    return resource("landing.html");
  }

  @GET
  @Path("api/v1/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] openApi() {
    return resource("openapi.json");
  }

  private static byte[] resource(String name) {
    try (InputStream in = GuideResource.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource: " + name + " (expected: readable)", e);
    }
  }
}
