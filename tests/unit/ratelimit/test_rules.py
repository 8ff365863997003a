import pytest

from pixmill.ratelimit.rules import InvalidRateRule, RateRule, RouteClass, parse_rules
from pixmill.ratelimit.settings import RateLimitSettings


def test_rules_are_read_in_order() -> None:
    """Several rules are separated by semicolons."""
    rules = parse_rules(" 10/minute; 100 / hour;5/2 seconds", setting="RATE")

    assert rules == (
        RateRule(quota=10, window_s=60),
        RateRule(quota=100, window_s=3_600),
        RateRule(quota=5, window_s=2),
    )


@pytest.mark.parametrize("text", ["", "  "])
def test_empty_text_means_no_limit(text: str) -> None:
    """An operator switches a limit off by emptying it."""
    assert parse_rules(text, setting="RATE") == ()


@pytest.mark.parametrize(
    "text",
    [
        "ten/minute",
        "10",
        "10/fortnight",
        "-1/minute",
        "0/minute",
        "1000000/minute",
        "10/0 minutes;",
        "10/minute;",
        "10/minute,5/hour",
        "10/minute;20/minute",
        "1.5/minute",
    ],
)
def test_text_that_is_no_rule_names_the_setting(text: str) -> None:
    """A typing mistake stops the start, and says where and how to correct it."""
    with pytest.raises(InvalidRateRule) as caught:
        parse_rules(text, setting="PIXMILL_RATE_UPLOAD")

    assert caught.value.field == "PIXMILL_RATE_UPLOAD"
    assert "PIXMILL_RATE_UPLOAD" in caught.value.message
    assert "10/minute" in caught.value.action


def test_every_class_of_requests_has_its_rules() -> None:
    """The defaults limit everything, and log-in most."""
    settings = RateLimitSettings()

    quotas = {
        route_class: settings.rules_for(route_class, "user")[0].quota for route_class in RouteClass
    }
    assert min(quotas, key=lambda route_class: quotas[route_class]) is RouteClass.ACCESS
    assert len(quotas) == len(RouteClass)
