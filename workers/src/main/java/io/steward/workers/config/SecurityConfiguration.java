package io.steward.workers.config;

import io.steward.artifact.Json;
import io.steward.workers.web.CrossSiteFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who may ask for what. Closed by default: what is not named here is denied. No session and no
 * cookie, so every request proves who is asking.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none';"
          + " base-uri 'none'; frame-ancestors 'none'";

  /** The configured people; refuses to start where their passwords would be in danger. */
  @Bean
  public Users users(StewardProperties properties, ServerProperties server) {
    Users users = new Users(properties.users());
    users.requireSafeFor(server.getAddress());
    return users;
  }

  @Bean
  UserDetailsService userDetails(StewardProperties properties) {
    List<UserDetails> details =
        properties.users().entrySet().stream()
            .map(
                entry ->
                    User.withUsername(entry.getKey())
                        .password(entry.getValue().password())
                        .roles(entry.getValue().roles().toArray(String[]::new))
                        .build())
            .toList();
    return new InMemoryUserDetailsManager(details);
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            paths ->
                paths
                    .requestMatchers("/api/health", "/actuator/health/**", "/style.css", "/error")
                    .permitAll()
                    .requestMatchers(
                        HttpMethod.GET,
                        "/api/**",
                        "/runs",
                        "/runs/*",
                        "/runs/*/data",
                        "/runs/*/evaluation",
                        "/")
                    .hasAnyRole(
                        "business-owner",
                        "ml-engineer",
                        "data-steward",
                        "validator",
                        "auditor",
                        "admin")
                    .requestMatchers(HttpMethod.POST, "/api/runs", "/api/runs/*/cancel")
                    .hasRole("ml-engineer")
                    // Who answers for a model may ask it why; data stewards do not decide on it.
                    .requestMatchers(HttpMethod.POST, "/api/models/*/explain")
                    .hasAnyRole("business-owner", "ml-engineer", "validator", "auditor")
                    .requestMatchers(HttpMethod.PUT, "/api/contracts/*")
                    .hasAnyRole("data-steward", "ml-engineer")
                    .requestMatchers(HttpMethod.PUT, "/api/blobs")
                    .hasRole("ml-engineer")
                    .requestMatchers("/actuator/**")
                    .hasRole("admin")
                    .anyRequest()
                    .denyAll())
        .httpBasic(
            basic ->
                basic.authenticationEntryPoint(
                    (request, response, fault) -> {
                      response.setHeader("WWW-Authenticate", "Basic realm=\"Steward\"");
                      refuse(
                          response,
                          HttpStatus.UNAUTHORIZED,
                          "Log in with the name and password of a configured user.");
                    }))
        .exceptionHandling(
            faults ->
                faults.accessDeniedHandler(
                    (request, response, fault) ->
                        refuse(
                            response,
                            HttpStatus.FORBIDDEN,
                            "Your roles do not allow this. Somebody with another role must do it.")))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // There is no session to ride on; that a browser sends along a known password to another
        // site's form is what the filter refuses.
        .csrf(AbstractHttpConfigurer::disable)
        .addFilterBefore(new CrossSiteFilter(), AuthorizationFilter.class)
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(Customizer.withDefaults()))
        .build();
  }

  /** Answers a refusal with a problem document (RFC 9457). */
  private static void refuse(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(
            Json.bytes(
                Map.of(
                    "status",
                    status.value(),
                    "title",
                    status.getReasonPhrase(),
                    "detail",
                    detail)));
  }
}
