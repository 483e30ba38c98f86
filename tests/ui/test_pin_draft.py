from ui.viewmodels.pin_draft import PinDraft, PinPart, PinTrouble, begun, erased, pressed, refused


def typed(draft: PinDraft, digits: str) -> PinDraft:
    for digit in digits:
        draft = pressed(draft, digit)
    return draft


def test_a_new_pin_is_typed_twice() -> None:
    once = typed(begun(with_old=False), "483920")
    assert (once.part, once.is_complete) == (PinPart.AGAIN, False)

    twice = typed(once, "483920")
    assert (twice.is_complete, twice.new, twice.old) == (True, "483920", "")
    assert typed(twice, "1") == erased(twice) == twice


def test_the_old_one_comes_first_where_it_is_asked_for() -> None:
    draft = typed(begun(with_old=True), "111222" + "483920" * 2)

    assert (draft.old, draft.new, draft.is_complete) == ("111222", "483920", True)


def test_what_anybody_would_guess_is_not_taken() -> None:
    for weak in ("777777", "123456", "987654"):
        draft = typed(begun(with_old=False), weak)
        assert (draft.part, draft.digits, draft.trouble) == (PinPart.NEW, "", PinTrouble.WEAK)


def test_two_that_differ_begin_again() -> None:
    draft = typed(begun(with_old=True), "111222" + "483920" + "483921")

    assert (draft.part, draft.trouble, draft.old) == (PinPart.NEW, PinTrouble.DIFFERENT, "111222")
    assert pressed(draft, "4").trouble is PinTrouble.NOTHING


def test_a_slip_is_taken_back() -> None:
    assert erased(typed(begun(with_old=False), "48")).digits == "4"
    assert erased(begun(with_old=False)).digits == ""


def test_a_refusal_asks_again_for_what_was_wrong() -> None:
    done = typed(begun(with_old=True), "111222" + "483920" * 2)

    assert refused(done, "wrong") == PinDraft(PinPart.OLD, trouble=PinTrouble.WRONG)
    assert refused(done, "pin_taken") == PinDraft(PinPart.NEW, old="111222", trouble=PinTrouble.TAKEN)
    assert refused(done, "not_saved") == PinDraft(PinPart.NEW, old="111222")


def test_whoever_has_to_wait_types_only_the_last_part_again() -> None:
    done = typed(begun(with_old=True), "111222" + "483920" * 2)
    waits = refused(done, "waiting")

    assert (waits.part, waits.trouble) == (PinPart.AGAIN, PinTrouble.WAITING)
    assert typed(waits, "483920") == done


def test_it_prints_no_digit() -> None:
    assert "483920" not in repr(typed(begun(with_old=False), "483920"))
