"""Where requests come from."""

import pytest

from badge_service.api.networks import network_of


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.1", "192.0.2.1/32"),
        ("::ffff:192.0.2.1", "192.0.2.1/32"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_one_household_is_one_network_and_no_two_share_one(host: str | None, network: str) -> None:
    assert network_of(host) == network
