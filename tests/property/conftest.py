"""How hard hypothesis looks: enough to find what is there, on a machine that is busy."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
