package dev.hookpress.operator;

/** All that operators may do: the same through the operator API and the command line. */
public record OperatorCommands(
    ClientCommands clients,
    KeyCommands keys,
    AuditCommands audit,
    InsightCommands insight,
    NodeCommands nodes,
    DeliveryCommands deliveries) {}
