package io.steward.platform.internal;

import io.steward.platform.ChildName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param name which
 * @param command program and arguments
 * @param environment what it gets beside the user's environment
 * @param port the port it answers on
 * @param otherPorts ports it needs besides
 * @param needs processes that must be ready before it is started
 * @param patience how long it may take until it answers
 */
public record ChildSpec(
    ChildName name,
    List<String> command,
    Map<String, String> environment,
    int port,
    List<Integer> otherPorts,
    List<ChildName> needs,
    Duration patience) {}
