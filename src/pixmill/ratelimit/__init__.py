"""How often somebody may ask: rules, counters and verdicts."""
