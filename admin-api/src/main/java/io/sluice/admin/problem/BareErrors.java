package io.sluice.admin.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Gives a body to the one error that Jersey answers without asking the {@link ProblemMapper}: a
 * header, such as Accept, that can't be read.
 */
public final class BareErrors implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == Response.Status.BAD_REQUEST.getStatusCode()
        && !response.hasEntity()) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
      response.setEntity(
          ProblemKind.MALFORMED.because("headers: (expected: headers of a known form)"));
    }
  }
}
