"""Turns taken by threads and processes."""

from citegraph.sources.turnstile import Turnstile


def test_two_turnstiles_on_one_file_take_turns(tmp_path):
    one, two = Turnstile(tmp_path / "pace"), Turnstile(tmp_path / "pace")

    assert one.pass_through(10, 0.5) == 0
    assert two.pass_through(10.2, 0.5) == 0.3
    assert two.pass_through(10.5, 0.5) == 0
    assert one.pass_through(10.6, 0.5) == 0.4


def test_a_time_from_before_a_restart_holds_nobody(tmp_path):
    Turnstile(tmp_path / "pace").hold(1_000_000)

    assert Turnstile(tmp_path / "pace").pass_through(5, 1) == 0


def test_a_damaged_file_holds_nobody(tmp_path):
    (tmp_path / "pace").write_text("soon")

    assert Turnstile(tmp_path / "pace").pass_through(5, 1) == 0


def test_without_a_place_for_the_file_threads_still_take_turns(tmp_path):
    (tmp_path / "file").write_text("")
    turnstile = Turnstile(tmp_path / "file" / "pace")

    assert turnstile.pass_through(5, 1) == 0
    assert turnstile.pass_through(5, 1) == 1
