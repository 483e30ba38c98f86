"""Whose a card is, by what was said of it: the same whatever the order, and every doubt asks a person."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from badge_service.domain.intake import Hold
from badge_service.domain.links import BEFORE_ALL, CardRuling, Claim, Span, TapWord, history
from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import MemberRef, RecordId

ANNA, BOB = MemberRef("m-anna"), MemberRef("m-bob")
members = st.sampled_from([ANNA, BOB, MemberRef("m-cleo")])
moments = st.integers(0, 40)
spans = st.builds(lambda start, length: Span(start, start + length), moments, st.integers(0, 5))


def claim(number: int, member: MemberRef | None, at: Span) -> Claim:
    return Claim(RecordId(f"r{number}"), member, at)


said = st.lists(st.tuples(st.none() | members, spans), max_size=7).map(
    lambda found: [claim(number, member, at) for number, (member, at) in enumerate(found)]
)
rulings = st.lists(
    st.builds(
        CardRuling,
        st.frozensets(st.integers(0, 6).map(lambda number: RecordId(f"r{number}"))),
        owner=st.none() | members,
        nobodys=st.booleans(),
        found=st.booleans(),
        stays_lost=st.booleans(),
    ),
    max_size=3,
)


def link(number: int, member: MemberRef, at_us: int) -> Claim:
    return claim(number, member, Span(at_us, at_us))


def loss(number: int, at_us: int, until_us: int | None = None) -> Claim:
    return claim(number, None, Span(at_us, at_us if until_us is None else until_us))


def at(moment_us: int) -> Span:
    return Span(moment_us, moment_us)


@given(st.data(), said, rulings)
def test_the_order_in_which_it_is_heard_does_not_matter(
    data: st.DataObject, claims: list[Claim], ruled: list[CardRuling]
) -> None:
    shuffled = data.draw(st.permutations(claims))

    one, other = history(claims, ruled), history([*shuffled, *claims], ruled)

    assert one == other
    assert (one.standing, one.member, one.links) == (other.standing, other.member, other.links)


@given(said, rulings, spans)
def test_a_doubt_about_a_taps_time_never_makes_it_surer(
    claims: list[Claim], ruled: list[CardRuling], tap: Span
) -> None:
    """A tap that may have happened at several times counts only if each of them would make it the same member's."""
    known = history(claims, ruled)
    words = {known.say(at(moment)) for moment in range(tap.earliest_us, tap.latest_us + 1)}

    word = known.say(tap)

    if word.hold is None:
        assert words == {word}


@given(said, rulings)
def test_links_follow_one_another_and_never_overlap(claims: list[Claim], ruled: list[CardRuling]) -> None:
    links = history(claims, ruled).links

    for one, following in pairwise(links):
        assert one.from_us <= one.to_us
        assert one.to_us <= following.from_us


def test_a_link_reaches_back_over_the_taps_before_it() -> None:
    known = history([link(1, ANNA, 100)])

    assert known.say(at(3)) == TapWord(ANNA)
    assert (known.standing, known.member) == (CardStanding.LINKED, ANNA)
    assert not known.questioned


def test_two_members_at_once_are_contested_and_their_card_is_nobodys() -> None:
    known = history([link(1, ANNA, 100), link(2, BOB, 200)])

    assert known.say(at(3)).hold is Hold.CONTESTED_LINK
    assert (known.standing, known.member) == (CardStanding.CONTESTED, None)


def test_what_the_scheme_said_counts_like_a_link() -> None:
    scheme = Claim(None, ANNA, BEFORE_ALL)

    assert history([scheme, link(1, ANNA, 5)]).standing is CardStanding.LINKED
    assert history([scheme, link(1, BOB, 5)]).standing is CardStanding.CONTESTED


def test_a_tap_that_may_lie_after_the_loss_waits() -> None:
    known = history([link(1, ANNA, 100), loss(2, 200)])

    assert known.say(Span(100, 199)) == TapWord(ANNA)
    assert known.say(Span(100, 200)).hold is Hold.AFTER_LOSS
    assert (known.standing, known.member) == (CardStanding.LOST, ANNA)


def test_a_loss_at_an_unsure_time_holds_from_its_earliest_moment() -> None:
    known = history([link(1, ANNA, 100), loss(2, 150, 900)])

    assert known.say(at(149)) == TapWord(ANNA)
    assert known.say(at(150)).hold is Hold.AFTER_LOSS


def test_a_lost_card_given_to_another_is_theirs_from_then_on() -> None:
    known = history([link(1, ANNA, 100), loss(2, 200), link(3, BOB, 300)])

    assert [known.say(at(moment)) for moment in (150, 250, 350)] == [
        TapWord(ANNA),
        TapWord(hold=Hold.AFTER_LOSS),
        TapWord(BOB),
    ]
    assert (known.standing, known.member) == (CardStanding.LINKED, BOB)
    assert [each.member for each in known.links] == [ANNA, BOB]


def test_an_operator_says_whose_a_contested_card_is_and_a_new_contradiction_asks_anew() -> None:
    claims = [link(1, ANNA, 100), link(2, BOB, 200)]
    ruling = CardRuling(frozenset({RecordId("r1"), RecordId("r2")}), owner=BOB)

    assert history(claims, [ruling]).say(at(3)) == TapWord(BOB)
    assert history([*claims, link(3, BOB, 300)], [ruling]).standing is CardStanding.LINKED
    assert history([*claims, link(4, ANNA, 300)], [ruling]).standing is CardStanding.CONTESTED


def test_nobodys_card_stays_contested_and_its_taps_are_decided() -> None:
    ruling = CardRuling(frozenset({RecordId("r1"), RecordId("r2")}), nobodys=True)
    known = history([link(1, ANNA, 100), link(2, BOB, 200)], [ruling])

    assert known.standing is CardStanding.CONTESTED
    assert known.say(at(3)).decided


def test_a_card_that_was_found_again_was_never_lost() -> None:
    known = history([link(1, ANNA, 100), loss(2, 200)], [CardRuling(frozenset({RecordId("r2")}), found=True)])

    assert known.say(at(900)) == TapWord(ANNA)
    assert known.standing is CardStanding.LINKED


def test_a_card_that_stays_lost_needs_no_further_decision() -> None:
    known = history([link(1, ANNA, 100), loss(2, 200)], [CardRuling(frozenset({RecordId("r2")}), stays_lost=True)])

    assert known.say(at(900)) == TapWord(hold=Hold.AFTER_LOSS, decided=True)
    assert known.standing is CardStanding.LOST


def test_a_loss_that_may_have_come_before_the_link_leaves_no_sure_time_to_it() -> None:
    known = history([loss(1, 0), loss(2, 0, 5), link(3, ANNA, 3)])

    (found,) = known.links
    assert found.from_us == found.to_us
