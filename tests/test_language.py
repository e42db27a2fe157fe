from __future__ import annotations

import subprocess
import sys

import pytest

from chuyenhoa import language
from chuyenhoa.errors import CannotRun, ChuyenhoaError, Interrupted
from chuyenhoa.language import N_, _, activate, current, ngettext


def test_english_is_spoken_as_it_stands_in_the_code() -> None:
    activate("en")
    assert current() == "en"
    assert _("No such sentence.") == "No such sentence."
    assert [ngettext("{n} stone", "{n} stones", n) for n in (1, 2)] == ["{n} stone", "{n} stones"]


def test_a_sentence_that_the_catalogue_lacks_is_said_in_english() -> None:
    activate("vi")
    assert current() == "vi"
    assert _("No such sentence.") == "No such sentence."


def test_nothing_is_translated_into_nothing() -> None:
    activate("vi")
    assert not _("")


def test_a_marked_sentence_stays_as_it_is() -> None:
    assert N_("There is no area “{text}”.") == "There is no area “{text}”."


def test_there_are_two_languages() -> None:
    with pytest.raises(ValueError, match="fr"):
        activate("fr")
    assert set(language.LANGUAGES) == {"vi", "en"}


def test_importing_costs_nothing_before_the_first_sentence() -> None:
    look = "import sys, chuyenhoa.language, chuyenhoa.errors; print('gettext' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout.strip() == "False"


def test_an_error_says_its_sentence_and_its_exit_status() -> None:
    error = CannotRun("The file {path} is locked.", path="a.db")
    assert isinstance(error, ChuyenhoaError)
    assert str(error) == "The file a.db is locked."
    assert (error.template, error.params) == ("The file {path} is locked.", {"path": "a.db"})
    assert error.exit_status == 2


def test_an_interruption_is_no_error_and_ends_with_the_signal() -> None:
    assert not isinstance(Interrupted(), Exception)
    assert Interrupted().exit_status == 130
    assert Interrupted(15).exit_status == 143
