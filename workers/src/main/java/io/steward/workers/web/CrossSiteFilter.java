package io.steward.workers.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that change something and come from another site's page. Browsers say so in
 * {@code Sec-Fetch-Site} and send a remembered password along; other clients do not send the
 * header.
 */
public final class CrossSiteFilter extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !OWN.contains(site) && !READING.contains(request.getMethod())) {
      response.sendError(
          HttpServletResponse.SC_FORBIDDEN, "This request came from a page of another site.");
      return;
    }
    chain.doFilter(request, response);
  }
}
